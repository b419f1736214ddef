data "microsoft365_user" "ada" {
  user_principal_name = "ada.lovelace@contoso.onmicrosoft.com"
}
