resource "microsoft365_email_authentication_method_configuration" "example" {
  state                              = "enabled"
  allow_external_id_to_use_email_otp = "enabled"
}
