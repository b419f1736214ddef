# By the id of the other tenant
terraform import microsoft365_cross_tenant_identity_sync.example 9c5d131d-b1c3-4fc4-9e3f-c6557947d551
