data "microsoft365_application_templates" "microsoft" {
  publisher = "Microsoft"
  limit     = 20
}
