data "microsoft365_client_config" "this" {}

output "signed_in_as" {
  value = data.microsoft365_client_config.this.object_id
}
