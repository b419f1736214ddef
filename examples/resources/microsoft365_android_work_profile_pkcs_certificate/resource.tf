resource "microsoft365_android_work_profile_pkcs_certificate" "example" {
  display_name                 = "Certificates of people (Work profile)"
  root_certificate_id          = microsoft365_android_work_profile_trusted_certificate.root.id
  certification_authority      = "ca1.corp.contoso.com"
  certification_authority_name = "Contoso Issuing CA 1"
  certificate_template_name    = "IntuneUser"
  subject_name_format          = "custom"
  subject_name_format_string   = "CN={{UserName}},E={{EmailAddress}}"

  extended_key_usages = [
    { name = "Client Authentication", object_identifier = "1.3.6.1.5.5.7.3.2" },
  ]

  assignments = [
    { target = { all_users = {} } },
  ]
}

resource "microsoft365_android_work_profile_trusted_certificate" "root" {
  display_name             = "Contoso Root CA (Work profile, PKCS)"
  cert_file_name           = "contoso-root.cer"
  trusted_root_certificate = "MIIBszCCAVmgAwIBAgIUQ29udG9zb1Jvb3RDQTAwMDAwMDEwCgYIKoZIzj0EAwIw"
}
