data "microsoft365_user" "admin" {
  user_principal_name = "admin@contoso.onmicrosoft.com"
}

resource "microsoft365_application" "shop" {
  display_name = "Shop"
}

resource "microsoft365_service_principal" "shop" {
  app_id = microsoft365_application.shop.app_id
}

resource "microsoft365_service_principal_owner" "example" {
  service_principal_id = microsoft365_service_principal.shop.id
  owner_id             = data.microsoft365_user.admin.id
}
