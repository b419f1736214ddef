data "microsoft365_settings_catalog_policy" "scanner" {
  name = "Virus scanner"
}
