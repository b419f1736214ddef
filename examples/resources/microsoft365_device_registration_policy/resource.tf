resource "microsoft365_device_registration_policy" "example" {
  user_device_quota               = 20
  multi_factor_auth_configuration = "required"

  azure_ad_join = {
    allowed_to_join = {
      selected = { groups = ["0d33a1b5-4a0e-4f0b-8f6c-5e4f5f3f0c11"] }
    }
  }

  azure_ad_registration = {
    allowed_to_register = {
      selected = { groups = ["0d33a1b5-4a0e-4f0b-8f6c-5e4f5f3f0c11"] }
    }
  }

  local_admin_password = { is_enabled = true }
}
