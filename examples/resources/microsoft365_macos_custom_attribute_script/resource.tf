resource "microsoft365_macos_custom_attribute_script" "example" {
  display_name          = "Battery cycles"
  file_name             = "battery.sh"
  script_content        = base64encode("#!/bin/zsh\nioreg -r -c AppleSmartBattery | awk '/\"CycleCount\" =/ { print $3 }'\n")
  custom_attribute_name = "Battery cycles"
  custom_attribute_type = "integer"

  assignments = [
    { target = { all_devices = {} } },
  ]
}
