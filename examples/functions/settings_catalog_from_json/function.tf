locals {
  # In practice this is file("policy.json"), as the admin centre exports it.
  exported = jsonencode({
    name = "Screen lock"
    settings = [{
      settingInstance = {
        "@odata.type"       = "#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance"
        settingDefinitionId = "device_vendor_msft_policy_config_devicelock_maxinactivitytimedevicelock"
        simpleSettingValue = {
          "@odata.type" = "#microsoft.graph.deviceManagementConfigurationIntegerSettingValue"
          value         = 15
        }
      }
    }]
  })
}

# { "device_vendor_msft_policy_config_devicelock_maxinactivitytimedevicelock" = 15 }
output "settings" {
  value = provider::microsoft365::settings_catalog_from_json(local.exported)
}
