# A user-assigned identity and, with host, a machine that has it. Somebody who may make
# Azure resources applies it, before Terraform signs in to Microsoft 365 for the first time.

terraform {
  required_version = ">= 1.11"
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_resource_group" "terraform" {
  name     = var.name
  location = var.location
}

resource "azurerm_user_assigned_identity" "terraform" {
  name                = var.name
  resource_group_name = azurerm_resource_group.terraform.name
  location            = azurerm_resource_group.terraform.location
}
