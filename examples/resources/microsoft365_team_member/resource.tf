data "microsoft365_user" "admin" {
  user_principal_name = "admin@contoso.onmicrosoft.com"
}

resource "microsoft365_group" "inside_sales" {
  display_name     = "Inside sales"
  mail_enabled     = true
  mail_nickname    = "inside-sales"
  security_enabled = false
  group_types      = ["Unified"]
  owners           = [data.microsoft365_user.admin.id]

  lifecycle {
    ignore_changes = [owners] # who owns the team is said by its members
  }
}

resource "microsoft365_team" "inside_sales" {
  id = microsoft365_group.inside_sales.id
}

resource "microsoft365_user" "lynne" {
  user_principal_name = "lynne.robbins@contoso.onmicrosoft.com"
  display_name        = "Lynne Robbins"
  password_profile = {
    password = var.initial_password
  }
}

resource "microsoft365_team_member" "example" {
  team_id = microsoft365_team.inside_sales.id
  user_id = microsoft365_user.lynne.id
}

variable "initial_password" {
  type      = string
  sensitive = true
}
