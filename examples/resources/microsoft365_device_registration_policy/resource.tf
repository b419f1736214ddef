resource "microsoft365_device_registration_policy" "example" {
  user_device_quota               = 20
  multi_factor_auth_configuration = "required"

  local_admin_password = { is_enabled = true }
}
