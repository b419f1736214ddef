data "microsoft365_subscribed_skus" "all" {}

locals {
  licence = data.microsoft365_subscribed_skus.all.items[0]
}

resource "microsoft365_user" "grace" {
  user_principal_name = "grace.hopper@contoso.onmicrosoft.com"
  display_name        = "Grace Hopper"
  usage_location      = "US"
  account_enabled     = false
  password_profile = {
    password = "correct-Horse-7-battery"
  }
}

resource "microsoft365_user_license_assignment" "example" {
  user_id        = microsoft365_user.grace.id
  sku_id         = local.licence.sku_id
  disabled_plans = [local.licence.service_plans[0].service_plan_id]
}
