resource "microsoft365_notification_message_template" "compliance" {
  display_name = "Your device is not compliant"
}

resource "microsoft365_notification_message" "example" {
  notification_message_template_id = microsoft365_notification_message_template.compliance.id
  locale                           = "en-us"
  subject                          = "Your device needs attention"
  message_template                 = "Open the Company Portal to see what is missing."
  is_default                       = true
}
