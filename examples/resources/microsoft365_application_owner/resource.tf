data "microsoft365_user" "admin" {
  user_principal_name = "admin@contoso.onmicrosoft.com"
}

resource "microsoft365_application" "shop" {
  display_name = "Shop"
}

resource "microsoft365_application_owner" "example" {
  application_id = microsoft365_application.shop.id
  owner_id       = data.microsoft365_user.admin.id
}
