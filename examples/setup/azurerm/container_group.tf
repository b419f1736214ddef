resource "azurerm_container_group" "terraform" {
  count = var.host == "container_group" ? 1 : 0

  name                = var.name
  resource_group_name = azurerm_resource_group.terraform.name
  location            = azurerm_resource_group.terraform.location
  os_type             = "Linux"
  ip_address_type     = "None"
  restart_policy      = "Never"

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.terraform.id]
  }

  container {
    name                         = "terraform"
    image                        = var.image
    cpu                          = 1
    memory                       = 1.5
    environment_variables        = var.image_variables
    secure_environment_variables = var.image_secrets
  }
}
