data "microsoft365_organization" "this" {}

resource "microsoft365_organization_branding" "default" {
  organization_id   = data.microsoft365_organization.this.id
  sign_in_page_text = "Call the help desk: +44 20 7946 0102."
}

resource "microsoft365_organization_branding_localization" "example" {
  organization_id    = microsoft365_organization_branding.default.organization_id
  locale             = "fr-FR"
  sign_in_page_text  = "Un souci ? Appelez le +33 1 99 00 12 34."
  username_hint_text = "vous@contoso.com"

  login_page_layout_configuration = {
    layout_template_type = "default"
  }
}
