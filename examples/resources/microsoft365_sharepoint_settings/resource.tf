resource "microsoft365_sharepoint_settings" "example" {
  sharing_capability                     = "externalUserSharingOnly"
  sharing_domain_restriction_mode        = "allowList"
  sharing_allowed_domain_list            = ["fabrikam.example"]
  is_resharing_by_external_users_enabled = false
  is_legacy_auth_protocols_enabled       = false

  idle_session_sign_out = {
    is_enabled                = true
    warn_after_in_seconds     = 3300
    sign_out_after_in_seconds = 3600
  }
}
