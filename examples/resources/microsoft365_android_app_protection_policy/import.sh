# By the object's id
terraform import microsoft365_android_app_protection_policy.example T_2b3c4d5e-6f7a-4b8c-9d0e-1f2a3b4c5d6e

# By its name
terraform import microsoft365_android_app_protection_policy.example 'name=Office on Android'
