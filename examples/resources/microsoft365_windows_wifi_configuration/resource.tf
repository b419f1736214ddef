resource "microsoft365_windows_wifi_configuration" "example" {
  display_name          = "Guests (Windows)"
  network_name          = "Contoso guests"
  ssid                  = "contoso-guests"
  wifi_security_type    = "open"
  connect_automatically = true

  assignments = [
    { target = { all_devices = {} } },
  ]
}
