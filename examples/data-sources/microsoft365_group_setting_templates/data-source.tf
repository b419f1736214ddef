data "microsoft365_group_setting_templates" "all" {}

output "choices" {
  value = { for t in data.microsoft365_group_setting_templates.all.items : t.display_name => keys(t.values) }
}
