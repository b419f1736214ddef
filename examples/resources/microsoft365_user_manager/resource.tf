variable "initial_password" {
  description = "First password of the users."
  type        = string
  sensitive   = true
  ephemeral   = true
}

resource "microsoft365_user" "grace" {
  user_principal_name = "grace.hopper@contoso.onmicrosoft.com"
  display_name        = "Grace Hopper"
  password_profile    = { password = var.initial_password }
}

resource "microsoft365_user" "margaret" {
  user_principal_name = "margaret.hamilton@contoso.onmicrosoft.com"
  display_name        = "Margaret Hamilton"
  password_profile    = { password = var.initial_password }
}

resource "microsoft365_user_manager" "example" {
  user_id    = microsoft365_user.grace.id
  manager_id = microsoft365_user.margaret.id
}
