resource "microsoft365_app_management_policy" "example" {
  display_name = "Certificates for a year"
  is_enabled   = true

  restrictions = {
    password_credentials = {
      passwordAddition = { restrict_for_apps_created_after_date_time = "2026-01-01T00:00:00Z" }
    }
    key_credentials = {
      asymmetricKeyLifetime = { max_lifetime = "P365D" }
    }
  }
}
