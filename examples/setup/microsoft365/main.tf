# Makes the identity with azurerm and grants it Microsoft Graph's permissions with the
# provider itself, to which a Privileged Role Administrator signs in by az this once, before
# Terraform signs in by the identity for the first time.

terraform {
  required_version = ">= 1.11"
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
    microsoft365 = {
      source = "terraform-provider-microsoft365/microsoft365"
    }
  }
}

provider "azurerm" {
  subscription_id = var.subscription_id
  features {}
}

provider "microsoft365" {
  auth_method = "azure_cli"
  tenant_id   = var.tenant_id
}

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

module "directory" {
  source = "./directory"

  identity_principal_id = module.host.principal_id
  federated             = var.federated
  permissions           = var.permissions
}

output "provider_block" {
  description = "What the configuration of Microsoft 365 starts with."
  value       = module.directory.provider_block
}
