# By the object's id
terraform import microsoft365_ios_app_configuration_policy.example 4d5e6f7a-8b9c-4d0e-9f2a-3b4c5d6e7f8a

# By its name
terraform import microsoft365_ios_app_configuration_policy.example 'name=Outlook for iOS'
