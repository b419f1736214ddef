data "microsoft365_settings_catalog_policies" "defender" {
  name_prefix = "Defender"
}
