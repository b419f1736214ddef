# By the object's id
terraform import microsoft365_android_app_configuration_policy.example 5e6f7a8b-9c0d-4e1f-8a3b-4c5d6e7f8a9b

# By its name
terraform import microsoft365_android_app_configuration_policy.example 'name=Outlook for Android'
