data "microsoft365_application" "orders" {
  display_name = "Orders"
}

# Until when a secret is good. Graph never shows the secret itself again.
data "microsoft365_application_password" "deployment" {
  application_id = data.microsoft365_application.orders.id
  id             = "9b7e40c8-2f0a-4d9e-8a55-63b1a4f0c2d7"
}
