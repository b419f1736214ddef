variable "google_secret" {
  type      = string
  sensitive = true
}

resource "microsoft365_identity_provider" "example" {
  display_name = "Google"
  social = {
    identity_provider_type = "Google"
    client_id              = "56433757-example.apps.googleusercontent.com"
    client_secret          = var.google_secret
  }
}
