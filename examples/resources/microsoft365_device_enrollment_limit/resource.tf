resource "microsoft365_group" "developers" {
  display_name     = "Developers with several devices"
  mail_enabled     = false
  mail_nickname    = "developers-devices"
  security_enabled = true
}

resource "microsoft365_device_enrollment_limit" "example" {
  display_name = "Developers"
  description  = "Those who test apps have more devices than others."
  limit        = 10

  assignments = [
    { target = { group = { group_id = microsoft365_group.developers.id } } },
  ]
}
