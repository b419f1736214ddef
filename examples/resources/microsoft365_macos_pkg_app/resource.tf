resource "microsoft365_macos_pkg_app" "example" {
  display_name           = "Contoso VPN"
  description            = "Connects to the network of the office."
  publisher              = "Contoso"
  content_file           = "${path.module}/contoso-vpn.pkg"
  file_name              = "contoso-vpn.pkg"
  primary_bundle_id      = "com.contoso.vpn"
  primary_bundle_version = "4.1"

  included_apps = [
    { bundle_id = "com.contoso.vpn", bundle_version = "4.1" },
  ]

  minimum_supported_operating_system = {
    v14_0 = true
  }

  assignments = [
    { intent = "required", target = { all_devices = {} } },
  ]
}
