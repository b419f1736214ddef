resource "microsoft365_cloud_pc_user_setting" "example" {
  display_name  = "Developers"
  reset_enabled = true

  local_admin_enabled = true
  restore_point_setting = {
    frequency_type       = "sixHours"
    user_restore_enabled = true
  }
  cross_region_disaster_recovery_setting = {
    disaster_recovery_type                 = "crossRegion"
    cross_region_disaster_recovery_enabled = true
    disaster_recovery_network_setting = {
      microsoft_hosted = { region_group = "europeUnion", region_name = "automatic" }
    }
  }

  assignments = [
    { target = { group_id = microsoft365_group.developers.id } },
  ]
}

resource "microsoft365_group" "developers" {
  display_name     = "Developers with Cloud PCs"
  mail_nickname    = "developers-with-cloud-pcs"
  mail_enabled     = false
  security_enabled = true
}
