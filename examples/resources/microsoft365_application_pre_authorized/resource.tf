resource "microsoft365_application" "cli" {
  display_name = "Orders CLI"
}

resource "microsoft365_application" "orders" {
  display_name = "Orders"
}

resource "microsoft365_application_permission_scope" "read" {
  application_id             = microsoft365_application.orders.id
  value                      = "Orders.Read"
  admin_consent_display_name = "Read orders"
  admin_consent_description  = "Read the orders of the signed-in user"
}

resource "microsoft365_application_pre_authorized" "example" {
  application_id           = microsoft365_application.orders.id
  app_id                   = microsoft365_application.cli.app_id
  delegated_permission_ids = [microsoft365_application_permission_scope.read.scope_id]
}
