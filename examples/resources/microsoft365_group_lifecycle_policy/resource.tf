resource "microsoft365_group_lifecycle_policy" "example" {
  group_lifetime_in_days        = 365
  managed_group_types           = "Selected"
  alternate_notification_emails = "it-support@contoso.com"
}
