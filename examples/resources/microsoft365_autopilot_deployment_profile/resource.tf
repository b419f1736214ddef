resource "microsoft365_autopilot_deployment_profile" "example" {
  display_name         = "Office devices"
  device_name_template = "CON-%RAND:6%"


  out_of_box_experience_setting = {
    user_type               = "standard"
    eula_hidden             = true
    privacy_settings_hidden = true
    escape_link_hidden      = true
  }
}
