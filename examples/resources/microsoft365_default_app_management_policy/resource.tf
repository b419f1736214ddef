resource "microsoft365_default_app_management_policy" "example" {
  is_enabled = true

  application_restrictions = {
    password_credentials = {
      passwordLifetime = { max_lifetime = "P180D" }
    }
  }
}
