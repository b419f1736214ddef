data "microsoft365_user" "admin" {
  user_principal_name = "admin@contoso.onmicrosoft.com"
}

resource "microsoft365_group" "partner_sales" {
  display_name     = "Partner sales"
  mail_enabled     = true
  mail_nickname    = "partner-sales"
  security_enabled = false
  group_types      = ["Unified"]
  owners           = [data.microsoft365_user.admin.id]
}

resource "microsoft365_team" "partner_sales" {
  id = microsoft365_group.partner_sales.id
}

resource "microsoft365_channel" "example" {
  team_id      = microsoft365_team.partner_sales.id
  display_name = "Offers"
  description  = "What we offer this month"
}
