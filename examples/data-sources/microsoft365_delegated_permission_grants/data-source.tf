data "microsoft365_delegated_permission_grants" "everybody" {
  consent_type = "AllPrincipals"
}
