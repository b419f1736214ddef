resource "microsoft365_cross_tenant_access_partner" "example" {
  tenant_id = "3d0f5dec-5d3d-455c-8016-e2af1ae4d31a"

  b2b_direct_connect_inbound = {
    applications = {
      access_type = "allowed"
      targets     = [{ target = "Office365", target_type = "application" }]
    }
  }
  inbound_trust = {
    is_mfa_accepted = true
  }
}
