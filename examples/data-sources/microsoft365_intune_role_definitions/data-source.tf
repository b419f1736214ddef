data "microsoft365_intune_role_definitions" "all" {}
