terraform {
  required_providers {
    microsoft365 = {
      source = "terraform-provider-microsoft365/microsoft365"
    }
  }
}

variable "name" {
  description = "Name of the team."
  type        = string

  validation {
    condition     = can(regex("^[A-Z]", var.name))
    error_message = "The name of a team begins with a capital letter."
  }
}

variable "people" {
  description = "Members of the team: display names by the part of the user principal name before the @."
  type        = map(string)
}

variable "domain" {
  description = "A verified domain of the tenant."
  type        = string
}

variable "initial_password" {
  description = "First password of the new users, who have to change it at once."
  type        = string
  sensitive   = true
  ephemeral   = true
}

resource "microsoft365_group" "team" {
  display_name = var.name
  description  = "Everybody in ${var.name}"
}

resource "microsoft365_user" "people" {
  for_each = var.people

  user_principal_name = "${each.key}@${var.domain}"
  display_name        = each.value
  department          = var.name

  password_profile = {
    password                           = var.initial_password
    force_change_password_next_sign_in = true
  }
}

resource "microsoft365_group_member" "people" {
  for_each = microsoft365_user.people

  group_id  = microsoft365_group.team.id
  member_id = each.value.id
}

output "group_id" {
  value = microsoft365_group.team.id
}
