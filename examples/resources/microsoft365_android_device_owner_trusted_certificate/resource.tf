resource "microsoft365_android_device_owner_trusted_certificate" "example" {
  display_name             = "Contoso Root CA (Android)"
  cert_file_name           = "contoso-root.cer"
  trusted_root_certificate = "MIIBszCCAVmgAwIBAgIUQ29udG9zb1Jvb3RDQTAwMDAwMDEwCgYIKoZIzj0EAwIw"

  assignments = [
    { target = { all_devices = {} } },
  ]
}
