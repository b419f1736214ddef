resource "microsoft365_web_app" "example" {
  display_name        = "Intranet"
  description         = "News, the canteen's menu and forms."
  publisher           = "Contoso"
  app_url             = "https://intranet.contoso.com"
  use_managed_browser = true

  assignments = [
    { intent = "available", target = { all_users = {} } },
  ]
}
