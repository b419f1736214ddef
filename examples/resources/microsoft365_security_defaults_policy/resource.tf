resource "microsoft365_security_defaults_policy" "example" {
  is_enabled = false # Conditional Access takes its place
}
