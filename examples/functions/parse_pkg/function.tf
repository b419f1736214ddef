locals {
  package = provider::microsoft365::parse_pkg("${path.module}/tool.pkg")
}

# The apps by which Intune finds out whether the package is installed.
output "included_apps" {
  value = { for app in local.package.apps : app.bundle_id => app.bundle_version }
}
