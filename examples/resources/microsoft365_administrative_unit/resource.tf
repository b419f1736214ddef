resource "microsoft365_administrative_unit" "example" {
  display_name = "Branch in Lyon"
  description  = "Everybody and everything in Lyon"
}

# A unit whose members follow from a rule.
resource "microsoft365_administrative_unit" "france" {
  display_name                     = "France"
  membership_type                  = "Dynamic"
  membership_rule                  = "user.country -eq \"France\""
  membership_rule_processing_state = "On"
}
