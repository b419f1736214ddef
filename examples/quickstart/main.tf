terraform {
  required_providers {
    microsoft365 = {
      source = "terraform-provider-microsoft365/microsoft365"
    }
  }
}

provider "microsoft365" {
  auth_method = "managed_identity"
  tenant_id   = "00000000-0000-0000-0000-000000000000"
}

variable "domain" {
  description = "A verified domain of the tenant."
  type        = string
  default     = "contoso.onmicrosoft.com"
}

variable "initial_password" {
  description = "First password of the new user, who has to change it at once."
  type        = string
  sensitive   = true
  ephemeral   = true
}

resource "microsoft365_user" "ada" {
  user_principal_name = "ada.lovelace@${var.domain}"
  display_name        = "Ada Lovelace"
  department          = "Engineering"
  usage_location      = "GB"

  password_profile = {
    password                           = var.initial_password
    force_change_password_next_sign_in = true
  }
}

resource "microsoft365_group" "engineering" {
  display_name = "Engineering"
  description  = "Everybody who builds things"
}

resource "microsoft365_group_member" "ada" {
  group_id  = microsoft365_group.engineering.id
  member_id = microsoft365_user.ada.id
}

data "microsoft365_group" "engineering" {
  display_name = microsoft365_group.engineering.display_name
}

output "group_id" {
  value = data.microsoft365_group.engineering.id
}
