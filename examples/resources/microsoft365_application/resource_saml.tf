# Single sign-on by SAML: the application says where answers go, its service
# principal that it is SAML.
resource "microsoft365_application" "example" {
  display_name            = "Travel expenses"
  identifier_uris         = ["https://expenses.contoso.onmicrosoft.com/saml"]
  group_membership_claims = ["ApplicationGroup"]

  web = {
    redirect_uris = ["https://expenses.contoso.com/saml/consume"]
    logout_url    = "https://expenses.contoso.com/saml/logout"
  }
}

resource "microsoft365_service_principal" "expenses" {
  app_id                        = microsoft365_application.example.app_id
  preferred_single_sign_on_mode = "saml"
  app_role_assignment_required  = true
  notification_email_addresses  = ["certificates@contoso.com"]
}
