resource "microsoft365_cross_tenant_access_default" "example" {
  inbound_trust = {
    is_mfa_accepted              = true
    is_compliant_device_accepted = false
  }

  b2b_direct_connect_outbound = {
    users_and_groups = {
      access_type = "blocked"
      targets     = [{ target = "AllUsers", target_type = "user" }]
    }
    applications = {
      access_type = "blocked"
      targets     = [{ target = "AllApplications", target_type = "application" }]
    }
  }
}
