data "microsoft365_organization" "this" {}

output "initial_domain" {
  value = one([for d in data.microsoft365_organization.this.verified_domains : d.name if d.is_initial])
}
