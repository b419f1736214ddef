data "microsoft365_terms_and_conditions" "own_devices" {
  display_name = "Devices of one's own"
}
