# Grants Microsoft Graph's permissions to a managed identity, or to an app registration that
# trusts it.

terraform {
  required_providers {
    microsoft365 = {
      source = "terraform-provider-microsoft365/microsoft365"
    }
  }
}

data "microsoft365_client_config" "this" {}

data "microsoft365_service_principal" "graph" {
  app_id = "00000003-0000-0000-c000-000000000000"
}

resource "microsoft365_application" "terraform" {
  count = var.federated ? 1 : 0

  display_name     = "terraform-m365"
  sign_in_audience = "AzureADMyOrg"
}

resource "microsoft365_service_principal" "terraform" {
  count = var.federated ? 1 : 0

  app_id = microsoft365_application.terraform[0].app_id
}

resource "microsoft365_application_federated_identity_credential" "terraform" {
  count = var.federated ? 1 : 0

  application_id = microsoft365_application.terraform[0].id
  name           = "terraform"
  issuer         = "https://login.microsoftonline.com/${data.microsoft365_client_config.this.tenant_id}/v2.0"
  subject        = var.identity_principal_id
}

resource "microsoft365_app_role_assignment" "permission" {
  for_each = var.permissions

  resource_id  = data.microsoft365_service_principal.graph.id
  principal_id = var.federated ? microsoft365_service_principal.terraform[0].id : var.identity_principal_id
  app_role_id  = data.microsoft365_service_principal.graph.app_roles[each.value].id
}

output "client_id" {
  description = "Client id of the app registration; null in direct mode."
  value       = one(microsoft365_application.terraform[*].app_id)
}

output "provider_block" {
  description = "What the configuration of Microsoft 365 starts with."
  value = join("\n", concat(
    ["provider \"microsoft365\" {"],
    ["  auth_method = \"managed_identity\""],
    ["  tenant_id   = \"${data.microsoft365_client_config.this.tenant_id}\""],
    [for app in microsoft365_application.terraform : "  client_id   = \"${app.app_id}\""],
    ["}"],
  ))
}
