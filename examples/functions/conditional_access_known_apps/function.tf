locals {
  apps = provider::microsoft365::conditional_access_known_apps()
}

# What a policy includes and excludes.
output "applications" {
  value = {
    include = [local.apps.office_365, local.apps.azure_management]
    exclude = [local.apps.intune_enrollment]
  }
}
