# By the ids of the policy and of the kind of consent
terraform import microsoft365_permission_grant_policy_exclude.example consent-excludes/3f0c1a52-8d1e-4a57-9c39-1c1f0a6d7f11
