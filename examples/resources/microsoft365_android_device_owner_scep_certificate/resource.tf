resource "microsoft365_android_device_owner_scep_certificate" "example" {
  display_name               = "Certificates by SCEP (Android)"
  root_certificate_id        = microsoft365_android_device_owner_trusted_certificate.root.id
  scep_server_urls           = ["https://ndes.contoso.com/certsrv/mscep/mscep.dll"]
  key_usage                  = ["digitalSignature", "keyEncipherment"]
  subject_name_format        = "custom"
  subject_name_format_string = "CN={{UserName}}"

  extended_key_usages = [
    { name = "Client Authentication", object_identifier = "1.3.6.1.5.5.7.3.2" },
  ]

  certificate_access_type = "specificApps"
  silent_certificate_access_details = [
    { package_id = "com.android.chrome" },
  ]

  assignments = [
    { target = { all_users = {} } },
  ]
}

resource "microsoft365_android_device_owner_trusted_certificate" "root" {
  display_name             = "Contoso Root CA (Android, SCEP)"
  cert_file_name           = "contoso-root.cer"
  trusted_root_certificate = "MIIBszCCAVmgAwIBAgIUQ29udG9zb1Jvb3RDQTAwMDAwMDEwCgYIKoZIzj0EAwIw"
}
