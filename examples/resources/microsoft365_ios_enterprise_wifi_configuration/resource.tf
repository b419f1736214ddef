resource "microsoft365_ios_enterprise_wifi_configuration" "example" {
  display_name          = "Offices (iPhone)"
  network_name          = "Contoso"
  ssid                  = "contoso"
  connect_automatically = true

  eap_type                         = "eapTls"
  authentication_method            = "certificate"
  identity_certificate_id          = microsoft365_ios_scep_certificate.wifi.id
  root_certificate_ids             = [microsoft365_ios_trusted_certificate.root.id]
  trusted_server_certificate_names = ["radius.contoso.com"]

  assignments = [
    { target = { all_devices = {} } },
  ]
}

resource "microsoft365_ios_trusted_certificate" "root" {
  display_name             = "Contoso Root CA (iPhone, Wi-Fi)"
  cert_file_name           = "contoso-root.cer"
  trusted_root_certificate = "MIIBszCCAVmgAwIBAgIUQ29udG9zb1Jvb3RDQTAwMDAwMDEwCgYIKoZIzj0EAwIw"
}

resource "microsoft365_ios_scep_certificate" "wifi" {
  display_name               = "Certificates for Wi-Fi (iPhone)"
  root_certificate_id        = microsoft365_ios_trusted_certificate.root.id
  scep_server_urls           = ["https://ndes.contoso.com/certsrv/mscep/mscep.dll"]
  key_usage                  = ["digitalSignature", "keyEncipherment"]
  subject_name_format        = "custom"
  subject_name_format_string = "CN={{UserName}}"

  extended_key_usages = [
    { name = "Client Authentication", object_identifier = "1.3.6.1.5.5.7.3.2" },
  ]
}
