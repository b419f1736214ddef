# Makes the identity with azurerm and grants it Microsoft Graph's permissions with azuread:
# to the identity itself or, federated, to an app registration that trusts it. A Privileged
# Role Administrator who is signed in to az applies it once, before Terraform signs in to
# Microsoft 365 for the first time.

terraform {
  required_version = ">= 1.11"
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
    azuread = {
      source  = "hashicorp/azuread"
      version = "~> 3.0"
    }
  }
}

provider "azurerm" {
  subscription_id = var.subscription_id
  features {}
}

provider "azuread" {}

module "host" {
  source = "../azurerm"

  location        = var.location
  host            = var.host
  image           = var.image
  image_variables = var.image_variables
  image_secrets   = var.image_secrets
  subnet_id       = var.subnet_id
  public_key      = var.public_key
}

data "azuread_service_principal" "graph" {
  client_id = "00000003-0000-0000-c000-000000000000"
}

resource "azuread_application" "terraform" {
  count = var.federated ? 1 : 0

  display_name     = "terraform-m365"
  sign_in_audience = "AzureADMyOrg"
}

resource "azuread_service_principal" "terraform" {
  count = var.federated ? 1 : 0

  client_id = azuread_application.terraform[0].client_id
}

resource "azuread_application_federated_identity_credential" "terraform" {
  count = var.federated ? 1 : 0

  application_id = azuread_application.terraform[0].id
  display_name   = "terraform"
  issuer         = "https://login.microsoftonline.com/${module.host.tenant_id}/v2.0"
  subject        = module.host.principal_id
  audiences      = ["api://AzureADTokenExchange"]
}

resource "azuread_app_role_assignment" "permission" {
  for_each = var.permissions

  app_role_id         = data.azuread_service_principal.graph.app_role_ids[each.value]
  principal_object_id = var.federated ? azuread_service_principal.terraform[0].object_id : module.host.principal_id
  resource_object_id  = data.azuread_service_principal.graph.object_id
}

output "provider_block" {
  description = "What the configuration of Microsoft 365 starts with."
  value = join("\n", concat(
    ["provider \"microsoft365\" {"],
    ["  auth_method = \"managed_identity\""],
    ["  tenant_id   = \"${module.host.tenant_id}\""],
    [for app in azuread_application.terraform : "  client_id   = \"${app.client_id}\""],
    ["}"],
  ))
}
