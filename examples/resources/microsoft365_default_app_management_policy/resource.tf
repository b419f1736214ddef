resource "microsoft365_default_app_management_policy" "example" {
  is_enabled = true

  application_restrictions = {
    password_credentials = {
      passwordLifetime = { max_lifetime = "P180D" }
    }
    key_credentials = {
      asymmetricKeyLifetime = { max_lifetime = "P365D" }
    }
  }

  service_principal_restrictions = {
    password_credentials = {
      passwordAddition = { restrict_for_apps_created_after_date_time = "2026-01-01T00:00:00Z" }
    }
    key_credentials = {
      asymmetricKeyLifetime = { max_lifetime = "P365D" }
    }
  }
}
