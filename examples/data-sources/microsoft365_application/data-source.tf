data "microsoft365_application" "orders" {
  display_name = "Orders"
}
