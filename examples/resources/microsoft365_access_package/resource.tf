resource "microsoft365_access_package_catalog" "workshop" {
  display_name = "Workshop"
}

resource "microsoft365_access_package" "example" {
  catalog_id   = microsoft365_access_package_catalog.workshop.id
  display_name = "Mechanics"
  description  = "Manuals and the order of spare parts."
}
