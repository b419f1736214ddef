resource "microsoft365_invitation" "example" {
  mail                = "nadia.novak@fabrikam.com"
  display_name        = "Nadia Novak (Fabrikam)"
  invite_redirect_url = "https://myapps.microsoft.com"
}
