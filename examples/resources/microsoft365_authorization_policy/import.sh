# There is one only
terraform import microsoft365_authorization_policy.example authorizationPolicy
