resource "microsoft365_enrollment_status_page" "example" {
  display_name                            = "Office devices"
  show_installation_progress              = true
  install_progress_timeout_in_minutes     = 90
  custom_error_message                    = "Please call the service desk: 555 0100."
  allow_log_collection_on_install_failure = true
  allow_device_reset_on_install_failure   = true

  assignments = [
    { target = { all_devices = {} } },
  ]
}
