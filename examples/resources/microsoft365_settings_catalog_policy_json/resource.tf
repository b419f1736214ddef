resource "microsoft365_settings_catalog_policy_json" "example" {
  name         = "Screen lock"
  platforms    = ["windows10"]
  technologies = ["mdm"]

  settings = jsonencode([{
    settingInstance = {
      "@odata.type"       = "#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance"
      settingDefinitionId = "device_vendor_msft_policy_config_devicelock_maxinactivitytimedevicelock"
      simpleSettingValue = {
        "@odata.type" = "#microsoft.graph.deviceManagementConfigurationIntegerSettingValue"
        value         = 15
      }
    }
  }])

  assignments = [
    { target = { all_devices = {} } },
  ]
}
