data "microsoft365_application" "orders" {
  display_name = "Orders"
}

data "microsoft365_application_federated_identity_credentials" "all" {
  application_id = data.microsoft365_application.orders.id
}
