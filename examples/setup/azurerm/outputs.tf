output "principal_id" {
  description = "Object id of the identity: permissions are granted to it, and federated credentials name it as subject."
  value       = azurerm_user_assigned_identity.terraform.principal_id
}

output "client_id" {
  description = "Client id of the identity, for managed_identity_id where a host has several."
  value       = azurerm_user_assigned_identity.terraform.client_id
}

output "tenant_id" {
  description = "Tenant of the identity."
  value       = azurerm_user_assigned_identity.terraform.tenant_id
}
