resource "microsoft365_access_package_catalog" "harbour" {
  display_name = "Harbour"
}

resource "microsoft365_group" "pilots" {
  display_name = "Pilots"
}

resource "microsoft365_access_package_catalog_resource" "example" {
  catalog_id    = microsoft365_access_package_catalog.harbour.id
  origin_system = "AadGroup"
  origin_id     = microsoft365_group.pilots.id
}
