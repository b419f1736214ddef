resource "microsoft365_autopilot_deployment_profile" "meeting_rooms" {
  display_name = "Meeting rooms"

  out_of_box_experience_setting = {
    device_usage_type = "shared"
  }
}

resource "microsoft365_autopilot_deployment_profile_assignment" "example" {
  windows_autopilot_deployment_profile_id = microsoft365_autopilot_deployment_profile.meeting_rooms.id
  target                                  = { all_devices = {} }
}
