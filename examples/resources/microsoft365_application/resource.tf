resource "microsoft365_application" "example" {
  display_name    = "Orders"
  identifier_uris = ["api://contoso.onmicrosoft.com/orders"]

  api = {
    requested_access_token_version = 2
    oauth2_permission_scopes = {
      "Orders.Read" = {
        admin_consent_display_name = "Read orders"
        admin_consent_description  = "Read the orders of the signed-in user"
      }
    }
  }

  app_roles = {
    "Orders.Read.All" = {
      display_name         = "Read all orders"
      description          = "Read the orders of everybody"
      allowed_member_types = ["Application"]
    }
  }

  required_resource_access = {
    "00000003-0000-0000-c000-000000000000" = { # Microsoft Graph
      resource_access = [
        { id = "df021288-bdef-4463-88db-98f22de89214", type = "Role" }, # User.Read.All
      ]
    }
  }

  web = {
    redirect_uris = ["https://orders.contoso.com/signed-in"]
  }
}
