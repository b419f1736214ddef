# By the object's id
terraform import microsoft365_windows_app_protection_policy.example T_3c4d5e6f-7a8b-4c9d-8e1f-2a3b4c5d6e7f

# By its name
terraform import microsoft365_windows_app_protection_policy.example 'name=Edge at home'
