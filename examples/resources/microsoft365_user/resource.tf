variable "initial_password" {
  description = "First password of the user, who has to change it at once."
  type        = string
  sensitive   = true
  ephemeral   = true
}

resource "microsoft365_user" "example" {
  user_principal_name = "ada.lovelace@contoso.onmicrosoft.com"
  display_name        = "Ada Lovelace"
  given_name          = "Ada"
  surname             = "Lovelace"
  department          = "Engineering"
  usage_location      = "GB"

  password_profile = {
    password                           = var.initial_password
    force_change_password_next_sign_in = true
  }
}
