resource "microsoft365_access_package_catalog" "example" {
  display_name          = "Fleet"
  description           = "What drivers and dispatchers work with."
  is_externally_visible = true
}
