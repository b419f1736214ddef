resource "microsoft365_windows_compliance_script" "example" {
  display_name             = "Firmware version"
  description              = "Tells the version of the firmware."
  publisher                = "Contoso"
  detection_script_content = base64encode("@{ FirmwareVersion = (Get-CimInstance Win32_BIOS).SMBIOSBIOSVersion } | ConvertTo-Json -Compress")
}

# The policy that has rules about what the script finds.
resource "microsoft365_windows_compliance_policy" "firmware" {
  display_name = "Firmware is up to date"

  device_compliance_policy_script = {
    device_compliance_script_id = microsoft365_windows_compliance_script.example.id
    rules_content = base64encode(jsonencode({
      Rules = [{
        SettingName = "FirmwareVersion"
        Operator    = "GreaterEquals"
        DataType    = "Version"
        Operand     = "1.14.0"
        MoreInfoUrl = "https://support.example.com/firmware"
        RemediationStrings = [{
          Language    = "en_US"
          Title       = "The firmware is out of date."
          Description = "Install the update that your device offers."
        }]
      }]
    }))
  }

  scheduled_actions_for_rule = [{
    scheduled_action_configurations = [{ action_type = "block" }]
  }]
}
