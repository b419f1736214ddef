resource "microsoft365_windows_custom_configuration" "example" {
  display_name = "What Intune has no page for"
  description  = "Sleep is not offered, and no Bluetooth name tells the device."

  oma_settings = [
    { integer = { display_name = "Hide sleep", oma_uri = "./Device/Vendor/MSFT/Policy/Config/Start/HideSleep", value = 1 } },
    { string = { display_name = "Bluetooth name", oma_uri = "./Device/Vendor/MSFT/Policy/Config/Bluetooth/LocalDeviceName", value = "Workstation" } },
    { string_xml = {
      display_name = "Start layout"
      oma_uri      = "./User/Vendor/MSFT/Policy/Config/Start/StartLayout"
      file_name    = "layout.xml"
      value        = base64encode("<LayoutModificationTemplate Version=\"1\"/>")
    } },
  ]

  assignments = [
    { target = { all_devices = {} } },
  ]
}
