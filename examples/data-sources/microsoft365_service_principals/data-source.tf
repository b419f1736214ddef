data "microsoft365_service_principals" "identities" {
  service_principal_type = "ManagedIdentity"
}
