resource "azurerm_container_app_environment" "terraform" {
  count = var.host == "container_app_job" ? 1 : 0

  name                = var.name
  resource_group_name = azurerm_resource_group.terraform.name
  location            = azurerm_resource_group.terraform.location
}

resource "azurerm_container_app_job" "terraform" {
  count = var.host == "container_app_job" ? 1 : 0

  name                         = var.name
  resource_group_name          = azurerm_resource_group.terraform.name
  location                     = azurerm_resource_group.terraform.location
  container_app_environment_id = azurerm_container_app_environment.terraform[0].id
  replica_timeout_in_seconds   = 3600

  manual_trigger_config {
    parallelism              = 1
    replica_completion_count = 1
  }

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.terraform.id]
  }

  dynamic "secret" {
    for_each = nonsensitive(keys(var.image_secrets))
    content {
      name  = lower(replace(secret.value, "_", "-"))
      value = var.image_secrets[secret.value]
    }
  }

  template {
    container {
      name   = "terraform"
      image  = var.image
      cpu    = 1
      memory = "2Gi"

      # Container Apps want a user-assigned identity named by its client id.
      dynamic "env" {
        for_each = merge(var.image_variables, { M365_MANAGED_IDENTITY_ID = azurerm_user_assigned_identity.terraform.client_id })
        content {
          name  = env.key
          value = env.value
        }
      }

      dynamic "env" {
        for_each = nonsensitive(keys(var.image_secrets))
        content {
          name        = env.value
          secret_name = lower(replace(env.value, "_", "-"))
        }
      }
    }
  }
}
