# By the object's id
terraform import microsoft365_android_work_profile_wifi_configuration.example dda1b2c3-4d5e-4f60-8a7b-0d0c1d2e3f40

# By its name
terraform import microsoft365_android_work_profile_wifi_configuration.example 'name=Guests (Work profile)'
