resource "microsoft365_android_work_profile_wifi_configuration" "example" {
  display_name          = "Guests (Work profile)"
  network_name          = "Contoso guests"
  ssid                  = "contoso-guests"
  wifi_security_type    = "open"
  connect_automatically = true

  assignments = [
    { target = { all_devices = {} } },
  ]
}
