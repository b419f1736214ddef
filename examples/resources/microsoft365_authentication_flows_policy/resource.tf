resource "microsoft365_authentication_flows_policy" "example" {
  self_service_sign_up = {
    is_enabled = true
  }
}
