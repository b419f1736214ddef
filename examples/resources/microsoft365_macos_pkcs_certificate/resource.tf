resource "microsoft365_macos_pkcs_certificate" "example" {
  display_name                 = "Certificates of people (Mac)"
  certification_authority      = "ca1.corp.contoso.com"
  certification_authority_name = "Contoso Issuing CA 1"
  certificate_template_name    = "IntuneUser"
  subject_name_format          = "custom"
  subject_name_format_string   = "CN={{UserName}},E={{EmailAddress}}"

  custom_subject_alternative_names = [
    { san_type = ["userPrincipalName"], name = "{{UserPrincipalName}}" },
  ]

  assignments = [
    { target = { all_devices = {} } },
  ]
}
