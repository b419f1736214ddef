data "microsoft365_application_template" "salesforce" {
  display_name = "Salesforce"
}
