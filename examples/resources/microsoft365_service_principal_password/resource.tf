resource "microsoft365_application" "archive" {
  display_name = "Archive"
}

resource "microsoft365_service_principal" "archive" {
  app_id = microsoft365_application.archive.app_id
}

resource "microsoft365_service_principal_password" "example" {
  service_principal_id = microsoft365_service_principal.archive.id
  display_name         = "Old batch job"
}
