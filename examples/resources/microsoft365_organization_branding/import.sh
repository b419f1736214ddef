# By the id of the tenant
terraform import microsoft365_organization_branding.example 10000000-0000-4000-8000-000000000000
