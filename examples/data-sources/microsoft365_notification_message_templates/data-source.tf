data "microsoft365_notification_message_templates" "all" {}
