resource "microsoft365_group" "team" {
  display_name     = "Night shift"
  mail_nickname    = "night-shift"
  security_enabled = true
}

resource "microsoft365_group" "leads" {
  display_name     = "Leads of the night shift"
  mail_nickname    = "night-shift-leads"
  security_enabled = true
}

resource "microsoft365_group_membership" "example" {
  group_id = microsoft365_group.team.id
  members  = [microsoft365_group.leads.id]
}
