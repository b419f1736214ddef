data "microsoft365_subscribed_skus" "enabled" {
  capability_status = "Enabled"
}
