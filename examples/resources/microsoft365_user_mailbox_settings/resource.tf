data "microsoft365_subscribed_sku" "office" {
  sku_part_number = "ENTERPRISEPACK"
}

variable "initial_password" {
  description = "First password of the user."
  type        = string
  sensitive   = true
  ephemeral   = true
}

resource "microsoft365_user" "mary" {
  user_principal_name = "mary.jackson@contoso.onmicrosoft.com"
  display_name        = "Mary Jackson"
  usage_location      = "US"
  password_profile    = { password = var.initial_password }
}

resource "microsoft365_user_license_assignment" "mary" {
  user_id = microsoft365_user.mary.id
  sku_id  = data.microsoft365_subscribed_sku.office.sku_id
}

resource "microsoft365_user_mailbox_settings" "example" {
  user_id     = microsoft365_user_license_assignment.mary.user_id # once the mailbox is there
  time_zone   = "Eastern Standard Time"
  language    = "en-GB"
  date_format = "yyyy-MM-dd"
  time_format = "h:mm tt"

  delegate_meeting_message_delivery = "sendToDelegateAndInformationToPrincipal"

  automatic_replies = {
    status                    = "scheduled"
    external_audience         = "contactsOnly"
    internal_reply_message    = "I am away until 4 January."
    external_reply_message    = "<p>I am away until <b>4 January</b>.</p>"
    scheduled_start_date_time = { date_time = "2026-12-24T17:00:00" }
    scheduled_end_date_time   = { date_time = "2027-01-03T23:00:00" }
  }

  working_hours = {
    days_of_week = ["monday", "tuesday", "thursday"]
    start_time   = "09:00:00"
    end_time     = "15:30:00"
    time_zone    = "Eastern Standard Time"
  }
}
