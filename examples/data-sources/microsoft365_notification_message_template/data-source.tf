data "microsoft365_notification_message_template" "example" {
  display_name = "Device is not compliant"
}
