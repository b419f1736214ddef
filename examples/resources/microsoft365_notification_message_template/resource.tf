resource "microsoft365_notification_message_template" "example" {
  display_name     = "Device is not compliant"
  description      = "Sent a day before access ends"
  branding_options = ["includeCompanyName", "includeContactInformation"]
}
