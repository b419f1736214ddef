# Roles that a Conditional Access policy names.
output "administrators" {
  value = [for name in ["Global Administrator", "Security Administrator"] : provider::microsoft365::role_template_id(name)]
}
