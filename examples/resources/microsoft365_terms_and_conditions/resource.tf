resource "microsoft365_terms_and_conditions" "example" {
  display_name         = "Devices of one's own"
  title                = "Before you enrol your device"
  body_text            = "The organization can remove its own data from your device, and nothing else."
  acceptance_statement = "I have read this and agree"
}
