data "microsoft365_domains" "verified" {
  is_verified = true
}
