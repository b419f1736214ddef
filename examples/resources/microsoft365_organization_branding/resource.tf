data "microsoft365_organization" "this" {}

resource "microsoft365_organization_branding" "example" {
  organization_id    = data.microsoft365_organization.this.id
  background_color   = "#1F3A5F"
  sign_in_page_text  = "Trouble with signing in? Call the help desk: +44 20 7946 0101."
  username_hint_text = "you@contoso.com"

  custom_privacy_and_cookies_text = "Privacy at Contoso"
  custom_privacy_and_cookies_url  = "https://www.contoso.com/privacy"

  login_page_layout_configuration = {
    layout_template_type = "verticalSplit"
    is_footer_shown      = true
  }
  login_page_text_visibility_settings = {
    hide_terms_of_use = true
  }
}
