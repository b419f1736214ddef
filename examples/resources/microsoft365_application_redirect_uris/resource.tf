resource "microsoft365_application" "orders" {
  display_name = "Orders"
}

resource "microsoft365_application_redirect_uris" "example" {
  application_id = microsoft365_application.orders.id
  platform       = "spa"
  redirect_uris  = ["https://orders.contoso.com/signed-in", "http://localhost:3000/"]
}
