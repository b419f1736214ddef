resource "microsoft365_permission_grant_policy" "example" {
  id           = "verified-publishers"
  display_name = "Applications of verified publishers"
  description  = "For users, within what is of little risk"
}
