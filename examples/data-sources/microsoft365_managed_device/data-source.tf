data "microsoft365_managed_device" "kiosk" {
  device_name = "KIOSK-LOBBY"
}
