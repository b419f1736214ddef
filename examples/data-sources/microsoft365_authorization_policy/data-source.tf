data "microsoft365_authorization_policy" "this" {}
