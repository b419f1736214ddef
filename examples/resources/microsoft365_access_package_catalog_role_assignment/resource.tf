resource "microsoft365_access_package_catalog" "laboratory" {
  display_name = "Laboratory"
}

resource "microsoft365_group" "laboratory_heads" {
  display_name = "Heads of the laboratory"
}

# They own the catalog.
resource "microsoft365_access_package_catalog_role_assignment" "example" {
  principal_id       = microsoft365_group.laboratory_heads.id
  role_definition_id = "ae79f266-94d4-4dab-b730-feca7e132178"
  app_scope_id       = "/AccessPackageCatalog/${microsoft365_access_package_catalog.laboratory.id}"
}
