variable "scim_token" {
  type      = string
  sensitive = true
}

resource "microsoft365_application_from_template" "harbour" {
  template_id  = "9c9818d2-2900-49e8-8ba4-22688be7c675"
  display_name = "Databricks of the harbour"
}

resource "microsoft365_synchronization_secret" "example" {
  service_principal_id = microsoft365_application_from_template.harbour.service_principal_id

  secrets = {
    BaseAddress = { value = "https://adb-3.azuredatabricks.net/api/2.0/preview/scim" }
    SecretToken = { value = var.scim_token }
  }
}
