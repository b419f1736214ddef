data "microsoft365_client_config" "this" {}

resource "microsoft365_application" "orders" {
  display_name = "Orders"
}

# A user-assigned managed identity signs in as the application, without a secret.
resource "microsoft365_application_federated_identity_credential" "example" {
  application_id = microsoft365_application.orders.id
  name           = "orders-identity"
  issuer         = "https://login.microsoftonline.com/${data.microsoft365_client_config.this.tenant_id}/v2.0"
  subject        = "5a1f9c84-0f0e-4b1c-9d6e-0c8f6f3f8d10" # its principal id
}

# Pipelines of GitHub sign in from every branch of one repository.
resource "microsoft365_application_federated_identity_credential" "branches" {
  application_id = microsoft365_application.orders.id
  name           = "orders-branches"
  issuer         = "https://token.actions.githubusercontent.com"
  claims_matching_expression = {
    value = "claims['sub'] matches 'repo:contoso/orders:ref:refs/heads/*'"
  }
}
