data "microsoft365_user" "admin" {
  user_principal_name = "admin@contoso.onmicrosoft.com"
}

data "microsoft365_client_config" "this" {}

resource "microsoft365_group" "engineering" {
  display_name = "Engineering"
}

resource "microsoft365_group_owner" "example" {
  group_id = microsoft365_group.engineering.id
  owner_id = data.microsoft365_client_config.this.object_id # who runs Terraform
}

resource "microsoft365_group_owner" "admin" {
  group_id = microsoft365_group.engineering.id
  owner_id = data.microsoft365_user.admin.id
}
