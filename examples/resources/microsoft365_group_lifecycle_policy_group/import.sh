# By the ids of the group and of the policy
terraform import microsoft365_group_lifecycle_policy_group.example 3f0c1a52-8d1e-4a57-9c39-1c1f0a6d7f11/9b7e40c8-2f0a-4d9e-8a55-63b1a4f0c2d7
