resource "microsoft365_domain" "fabrikam" {
  id = "fabrikam.example"
}

# What belongs into the domain's zone, which the resource of a DNS provider puts there
locals {
  verification_record = data.microsoft365_domain_verification_dns_records.fabrikam.items[0]
}

data "microsoft365_domain_verification_dns_records" "fabrikam" {
  domain_id = microsoft365_domain.fabrikam.id
}

resource "microsoft365_domain_verification" "example" {
  domain_id   = microsoft365_domain.fabrikam.id
  is_verified = true
}
