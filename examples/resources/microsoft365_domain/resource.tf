# A part of a domain that the tenant has counts at once.
resource "microsoft365_domain" "example" {
  id = "shop.contoso.onmicrosoft.com"
}
