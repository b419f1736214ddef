resource "microsoft365_group" "example" {
  display_name = "Engineering"
  description  = "Everybody who builds things"
}

# A Microsoft 365 group, with a mailbox.
resource "microsoft365_group" "team" {
  display_name  = "Analytical engine"
  group_types   = ["Unified"]
  mail_enabled  = true
  mail_nickname = "analytical-engine"
  visibility    = "Private"
}

# A group whose members follow from a rule.
resource "microsoft365_group" "sales" {
  display_name                     = "Sales"
  group_types                      = ["DynamicMembership"]
  membership_rule                  = "user.department -eq \"Sales\""
  membership_rule_processing_state = "On"
}
