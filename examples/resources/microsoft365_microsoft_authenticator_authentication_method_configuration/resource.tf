resource "microsoft365_microsoft_authenticator_authentication_method_configuration" "example" {
  state           = "enabled"
  include_targets = [{ id = "all_users", authentication_mode = "any" }]

  feature_settings = {
    display_app_information_required_state = {
      state          = "enabled"
      include_target = { id = "all_users", target_type = "group" }
    }
    display_location_information_required_state = {
      state          = "enabled"
      include_target = { id = "all_users", target_type = "group" }
    }
  }
}
