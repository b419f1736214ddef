terraform {
  required_providers {
    microsoft365 = {
      source = "terraform-provider-microsoft365/microsoft365"
    }
  }
}

# The machine's managed identity signs in: no secret anywhere.
provider "microsoft365" {
  auth_method = "managed_identity"
  tenant_id   = "00000000-0000-0000-0000-000000000000"
}
