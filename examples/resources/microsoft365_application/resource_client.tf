# One application calls another: it asks for the role "Orders.Read.All", and is
# given it.
resource "microsoft365_application" "orders" {
  display_name    = "Orders"
  identifier_uris = ["api://contoso.onmicrosoft.com/orders"]

  app_roles = {
    "Orders.Read.All" = {
      display_name         = "Read all orders"
      description          = "Read the orders of everybody"
      allowed_member_types = ["Application"]
    }
  }
}

resource "microsoft365_service_principal" "orders" {
  app_id = microsoft365_application.orders.app_id
}

resource "microsoft365_application" "example" {
  display_name = "Invoices"

  required_resource_access = {
    (microsoft365_application.orders.app_id) = {
      resource_access = [
        { id = microsoft365_application.orders.app_roles["Orders.Read.All"].id, type = "Role" },
      ]
    }
  }
}

resource "microsoft365_service_principal" "invoices" {
  app_id = microsoft365_application.example.app_id
}

resource "microsoft365_app_role_assignment" "invoices_read_orders" {
  resource_id  = microsoft365_service_principal.orders.id
  principal_id = microsoft365_service_principal.invoices.id
  app_role_id  = microsoft365_application.orders.app_roles["Orders.Read.All"].id
}
