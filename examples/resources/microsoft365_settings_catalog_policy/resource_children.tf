# A choice on which other settings depend: those are its children.
resource "microsoft365_settings_catalog_policy" "example" {
  name         = "Devices lock themselves"
  platforms    = ["windows10"]
  technologies = ["mdm"]

  settings = {
    "device_vendor_msft_policy_config_devicelock_devicepasswordenabled" = {
      value = "Enabled" # the option's name; its id ends in 0
      children = {
        "device_vendor_msft_policy_config_devicelock_mindevicepasswordlength"     = 8
        "device_vendor_msft_policy_config_devicelock_maxinactivitytimedevicelock" = 5
      }
    }
  }
}
