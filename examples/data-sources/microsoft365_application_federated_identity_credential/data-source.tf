data "microsoft365_application" "orders" {
  display_name = "Orders"
}

data "microsoft365_application_federated_identity_credential" "pipeline" {
  application_id = data.microsoft365_application.orders.id
  id             = "9b7e40c8-2f0a-4d9e-8a55-63b1a4f0c2d7"
}
