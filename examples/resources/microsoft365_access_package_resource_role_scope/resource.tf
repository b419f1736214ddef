resource "microsoft365_access_package_catalog" "observatory" {
  display_name = "Observatory"
}

resource "microsoft365_group" "astronomers" {
  display_name = "Astronomers"
}

resource "microsoft365_access_package_catalog_resource" "astronomers" {
  catalog_id    = microsoft365_access_package_catalog.observatory.id
  origin_system = "AadGroup"
  origin_id     = microsoft365_group.astronomers.id
}

resource "microsoft365_access_package" "telescope" {
  catalog_id   = microsoft365_access_package_catalog.observatory.id
  display_name = "Telescope"
}

# Who has the package is a member of the group.
resource "microsoft365_access_package_resource_role_scope" "example" {
  access_package_id = microsoft365_access_package.telescope.id
  role = {
    origin_id     = "Member_${microsoft365_group.astronomers.id}"
    origin_system = "AadGroup"
    resource_id   = split("/", microsoft365_access_package_catalog_resource.astronomers.id)[1]
  }
  scope = {
    origin_id     = microsoft365_group.astronomers.id
    origin_system = "AadGroup"
  }
}
