resource "microsoft365_group" "support" {
  display_name     = "Customer support"
  mail_nickname    = "customer-support"
  group_types      = ["Unified"]
  mail_enabled     = true
  security_enabled = false
}

# Customers write to the group; its members read that in their own inboxes.
resource "microsoft365_group_exchange_settings" "example" {
  group_id                   = microsoft365_group.support.id
  allow_external_senders     = true
  auto_subscribe_new_members = true
}
