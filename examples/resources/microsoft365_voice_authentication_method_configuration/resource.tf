resource "microsoft365_voice_authentication_method_configuration" "example" {
  state                   = "disabled"
  is_office_phone_allowed = false
}
