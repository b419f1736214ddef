data "microsoft365_authentication_strength_policy" "phishing_resistant" {
  display_name = "Phishing-resistant MFA"
}
