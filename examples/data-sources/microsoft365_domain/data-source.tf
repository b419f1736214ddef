data "microsoft365_domain" "contoso" {
  id = "contoso.onmicrosoft.com"
}
