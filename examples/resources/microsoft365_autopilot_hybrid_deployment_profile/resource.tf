resource "microsoft365_autopilot_hybrid_deployment_profile" "example" {
  display_name                                 = "Laboratory"
  hybrid_azure_ad_join_skip_connectivity_check = true

  out_of_box_experience_setting = {
    user_type   = "standard"
    eula_hidden = true
  }
}
