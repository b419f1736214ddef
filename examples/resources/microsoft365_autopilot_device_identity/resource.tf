# The hash comes from Get-WindowsAutopilotInfo, or from whoever sold the device
resource "microsoft365_autopilot_device_identity" "example" {
  serial_number       = "5CG1234XYZ"
  hardware_identifier = "T0EwUUFRRUFIQUFBQUFvQVpBQQ=="
  group_tag           = "Kiosk"
  display_name        = "KIOSK-LOBBY-01"
}
