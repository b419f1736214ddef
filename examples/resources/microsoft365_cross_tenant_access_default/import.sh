# There is one only
terraform import microsoft365_cross_tenant_access_default.example default
