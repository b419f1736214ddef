resource "microsoft365_android_device_owner_wifi_configuration" "example" {
  display_name          = "Guests (Android)"
  network_name          = "Contoso guests"
  ssid                  = "contoso-guests"
  wifi_security_type    = "open"
  connect_automatically = true

  assignments = [
    { target = { all_devices = {} } },
  ]
}
