data "microsoft365_directory_role_assignment" "operators" {
  id = "lAPpYvVpN0KRkAEhdxReEJC2sEqbR_9Hr48lds9SGHI-1"
}
