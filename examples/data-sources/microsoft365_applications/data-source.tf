data "microsoft365_applications" "multi_tenant" {
  sign_in_audience = "AzureADMultipleOrgs"
}
