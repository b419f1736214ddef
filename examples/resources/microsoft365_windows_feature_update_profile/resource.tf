resource "microsoft365_windows_feature_update_profile" "example" {
  display_name           = "Windows 11 24H2"
  feature_update_version = "Windows 11, version 24H2"

  rollout_settings = {
    offer_start_date_time_in_utc = "2027-01-11T00:00:00Z"
    offer_end_date_time_in_utc   = "2027-02-08T00:00:00Z"
    offer_interval_in_days       = 7
  }

  assignments = [
    { target = { all_devices = {} } },
  ]
}
