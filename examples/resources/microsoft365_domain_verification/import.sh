# By the name of the domain
terraform import microsoft365_domain_verification.example fabrikam.example
