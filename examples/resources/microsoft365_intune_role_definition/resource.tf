resource "microsoft365_intune_role_definition" "example" {
  display_name = "Reader of configurations"
  description  = "Sees what devices are told"

  role_permissions = [{
    resource_actions = [{
      allowed_resource_actions = [
        "Microsoft.Intune_DeviceConfigurations_Read",
        "Microsoft.Intune_DeviceCompliancePolices_Read",
      ]
    }]
  }]
}
