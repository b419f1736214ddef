data "microsoft365_site" "sales" {
  web_url = "https://contoso.sharepoint.com/sites/sales"
}
