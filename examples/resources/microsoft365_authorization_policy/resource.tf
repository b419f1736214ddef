resource "microsoft365_authorization_policy" "example" {
  allow_invites_from = "adminsAndGuestInviters"

  default_user_role_permissions = {
    allowed_to_create_apps    = false
    allowed_to_create_tenants = false
  }
}
