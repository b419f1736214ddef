# By the id of the other tenant
terraform import microsoft365_cross_tenant_access_partner.example 3d0f5dec-5d3d-455c-8016-e2af1ae4d31a

# The same, as a name
terraform import microsoft365_cross_tenant_access_partner.example 'name=3d0f5dec-5d3d-455c-8016-e2af1ae4d31a'
