# By the object's id
terraform import microsoft365_android_work_profile_enterprise_wifi_configuration.example 9d9d2170-0eed-4f20-9cd5-42cec3b9ddd1

# By its name
terraform import microsoft365_android_work_profile_enterprise_wifi_configuration.example 'name=Offices (Work profile)'
