data "microsoft365_subscribed_skus" "all" {}

locals {
  licence = data.microsoft365_subscribed_skus.all.items[0]
}

resource "microsoft365_group" "engineering" {
  display_name = "Engineering"
}

resource "microsoft365_group_license_assignment" "example" {
  group_id       = microsoft365_group.engineering.id
  sku_id         = local.licence.sku_id
  disabled_plans = [local.licence.service_plans[0].service_plan_id]
}
