# By the object's id
terraform import microsoft365_permission_grant_policy.example verified-publishers

# By its name
terraform import microsoft365_permission_grant_policy.example 'name=Applications of verified publishers'
