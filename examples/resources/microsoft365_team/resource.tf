data "microsoft365_user" "admin" {
  user_principal_name = "admin@contoso.onmicrosoft.com"
}

resource "microsoft365_group" "field_sales" {
  display_name     = "Field sales"
  mail_enabled     = true
  mail_nickname    = "field-sales"
  security_enabled = false
  group_types      = ["Unified"]
  owners           = [data.microsoft365_user.admin.id]
}

resource "microsoft365_team" "example" {
  id = microsoft365_group.field_sales.id

  member_settings = {
    allow_create_update_channels  = true
    allow_create_private_channels = false
  }
  fun_settings = {
    allow_giphy          = true
    giphy_content_rating = "strict"
  }
}
