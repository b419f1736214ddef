data "microsoft365_settings_catalog_policies_json" "windows" {
  name_prefix = "Windows"
}
