variable "initial_password" {
  description = "First password of the users."
  type        = string
  sensitive   = true
  ephemeral   = true
}

resource "microsoft365_user" "dorothy" {
  user_principal_name = "dorothy.vaughan@contoso.onmicrosoft.com"
  display_name        = "Dorothy Vaughan"
  password_profile    = { password = var.initial_password }
}

resource "microsoft365_user" "katherine" {
  user_principal_name = "katherine.johnson@contoso.onmicrosoft.com"
  display_name        = "Katherine Johnson"
  password_profile    = { password = var.initial_password }
}

resource "microsoft365_user_manager" "example" {
  user_id    = microsoft365_user.dorothy.id
  manager_id = microsoft365_user.katherine.id
}
