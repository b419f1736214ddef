# By the object's id
terraform import microsoft365_delegated_permission_grant.example s4YgqgzHvE2r1Bv3CI0E9tY5
