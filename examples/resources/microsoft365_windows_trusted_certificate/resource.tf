resource "microsoft365_windows_trusted_certificate" "example" {
  display_name             = "Contoso Root CA (Windows)"
  cert_file_name           = "contoso-root.cer"
  trusted_root_certificate = "MIIBszCCAVmgAwIBAgIUQ29udG9zb1Jvb3RDQTAwMDAwMDEwCgYIKoZIzj0EAwIw"
  destination_store        = "computerCertStoreRoot"

  assignments = [
    { target = { all_devices = {} } },
  ]
}
