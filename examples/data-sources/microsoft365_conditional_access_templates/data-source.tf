data "microsoft365_conditional_access_templates" "all" {}

output "zero_trust" {
  value = [for t in data.microsoft365_conditional_access_templates.all.items : t.name if contains(t.scenarios, "zeroTrust")]
}
