resource "microsoft365_application_from_template" "databricks" {
  template_id  = "9c9818d2-2900-49e8-8ba4-22688be7c675"
  display_name = "Databricks of the lab"
}

resource "microsoft365_synchronization_job" "example" {
  service_principal_id = microsoft365_application_from_template.databricks.service_principal_id
  template_id          = "dataBricks"
  state                = "Active"
}
