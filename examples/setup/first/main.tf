# The first configuration after the set-up: a group, a user in it, and a Conditional Access
# policy for the group that only reports.

terraform {
  required_version = ">= 1.11"
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

resource "microsoft365_group" "pilot" {
  display_name = "Multifactor pilot"
}

resource "microsoft365_user" "ada" {
  user_principal_name = "ada.lovelace@${var.domain}"
  display_name        = "Ada Lovelace"
  password_profile = {
    password                           = var.initial_password
    force_change_password_next_sign_in = true
  }
}

resource "microsoft365_group_member" "ada" {
  group_id  = microsoft365_group.pilot.id
  member_id = microsoft365_user.ada.id
}

resource "microsoft365_conditional_access_policy" "multifactor" {
  display_name = "Multifactor authentication for the pilot"
  state        = "enabledForReportingButNotEnforced"

  conditions = {
    client_app_types = ["all"]
    applications     = { include_applications = ["All"] }
    users            = { include_groups = [microsoft365_group.pilot.id] }
  }

  grant_controls = {
    operator          = "OR"
    built_in_controls = ["mfa"]
  }
}
