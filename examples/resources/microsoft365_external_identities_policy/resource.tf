resource "microsoft365_external_identities_policy" "example" {
  allow_external_identities_to_leave = false
}
