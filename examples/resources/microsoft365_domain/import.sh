# By the name of the domain
terraform import microsoft365_domain.example contoso.com
