resource "microsoft365_application" "time_manager" {
  display_name = "Time manager"
}

data "microsoft365_site" "sales" {
  web_url = "https://contoso.sharepoint.com/sites/sales"
}

resource "microsoft365_site_permission" "example" {
  site_id = data.microsoft365_site.sales.id
  roles   = ["write"]
  granted_to_identities = [{
    application = {
      id           = microsoft365_application.time_manager.app_id
      display_name = "Time manager"
    }
  }]
}
