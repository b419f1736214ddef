data "microsoft365_tenant_information" "partner" {
  domain_name = "contoso.onmicrosoft.com"
}

# What is agreed with that tenant goes by its id.
output "partner" {
  value = data.microsoft365_tenant_information.partner.tenant_id
}
