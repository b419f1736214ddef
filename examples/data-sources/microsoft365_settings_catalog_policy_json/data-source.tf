data "microsoft365_settings_catalog_policy_json" "screen_lock" {
  name = "Screen lock"
}
