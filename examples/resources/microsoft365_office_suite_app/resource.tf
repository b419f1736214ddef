resource "microsoft365_office_suite_app" "example" {
  display_name                 = "Microsoft 365 Apps"
  description                  = "Word, Excel, PowerPoint and Outlook."
  product_ids                  = ["o365ProPlusRetail"]
  office_platform_architecture = "x64"
  update_channel               = "monthlyEnterprise"
  auto_accept_eula             = true

  excluded_apps = {
    access    = true
    groove    = true
    lync      = true
    publisher = true
  }

  assignments = [
    { intent = "required", target = { all_devices = {} } },
  ]
}
