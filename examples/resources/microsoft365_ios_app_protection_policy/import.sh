# By the object's id
terraform import microsoft365_ios_app_protection_policy.example T_1a2b3c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d

# By its name
terraform import microsoft365_ios_app_protection_policy.example 'name=Office on iPhones'
