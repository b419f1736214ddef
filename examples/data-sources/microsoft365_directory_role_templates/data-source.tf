data "microsoft365_directory_role_templates" "all" {}

output "ids" {
  value = { for t in data.microsoft365_directory_role_templates.all.items : t.display_name => t.id }
}
