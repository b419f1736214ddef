resource "microsoft365_ios_wifi_configuration" "example" {
  display_name          = "Guests (iPhone)"
  network_name          = "Contoso guests"
  ssid                  = "contoso-guests"
  wifi_security_type    = "open"
  connect_automatically = true

  assignments = [
    { target = { all_devices = {} } },
  ]
}
