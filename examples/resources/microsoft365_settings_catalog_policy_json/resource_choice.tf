# A setting with a choice, and one that depends on it: BitLocker for the system's
# drive. `m365` shows nothing of the catalogue; the quickest way to the names is to
# import a policy that was made in the admin centre.
resource "microsoft365_group" "laptops" {
  display_name = "Laptops"
}

resource "microsoft365_settings_catalog_policy_json" "example" {
  name         = "Drives are encrypted"
  platforms    = ["windows10"]
  technologies = ["mdm"]

  settings = jsonencode([{
    settingInstance = {
      "@odata.type"       = "#microsoft.graph.deviceManagementConfigurationChoiceSettingInstance"
      settingDefinitionId = "device_vendor_msft_bitlocker_requiredeviceencryption"
      choiceSettingValue = {
        "@odata.type" = "#microsoft.graph.deviceManagementConfigurationChoiceSettingValue"
        value         = "device_vendor_msft_bitlocker_requiredeviceencryption_1"
        children      = []
      }
    }
  }])

  assignments = [
    { target = { group = { group_id = microsoft365_group.laptops.id } } },
  ]
}
