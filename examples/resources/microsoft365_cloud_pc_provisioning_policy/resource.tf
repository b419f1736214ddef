resource "microsoft365_cloud_pc_provisioning_policy" "example" {
  display_name = "Cloud PCs in Europe"
  description  = "Windows 11 with Microsoft 365 Apps."
  image_id     = "microsoftwindowsdesktop_windows-ent-cpc_win11-24H2-ent-cpc-m365"

  domain_join_configurations = [{
    domain_join_type = "azureADJoin"
    region_group     = "europeUnion"
    region_name      = "automatic"
  }]

  enable_single_sign_on    = true
  cloud_pc_naming_template = "CPC-%USERNAME:4%-%RAND:5%"
  windows_setting          = { locale = "de-DE" }

  assignments = [
    { target = { group_id = microsoft365_group.cloud_pcs.id } },
  ]
}

resource "microsoft365_group" "cloud_pcs" {
  display_name     = "People with Cloud PCs"
  mail_nickname    = "people-with-cloud-pcs"
  mail_enabled     = false
  security_enabled = true
}
