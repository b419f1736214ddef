resource "microsoft365_macos_wifi_configuration" "example" {
  display_name          = "Guests (Mac)"
  network_name          = "Contoso guests"
  ssid                  = "contoso-guests"
  wifi_security_type    = "open"
  connect_automatically = true

  assignments = [
    { target = { all_devices = {} } },
  ]
}
