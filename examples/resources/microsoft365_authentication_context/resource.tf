resource "microsoft365_authentication_context" "example" {
  id           = "c7"
  display_name = "Confidential documents"
  description  = "A phishing-resistant sign-in on a compliant device"
  is_available = true
}
