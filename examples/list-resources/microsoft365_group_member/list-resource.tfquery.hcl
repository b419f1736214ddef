# The members of one group.
list "microsoft365_group_member" "engineering" {
  provider         = microsoft365
  include_resource = true

  config {
    group_id = "00000000-0000-0000-0000-000000000000"
  }
}
