data "microsoft365_notification_message" "example" {
  notification_message_template_id = "3f0c1a52-8d1e-4a57-9c39-1c1f0a6d7f11"
  id                               = "3f0c1a52-8d1e-4a57-9c39-1c1f0a6d7f11_en-us"
}
