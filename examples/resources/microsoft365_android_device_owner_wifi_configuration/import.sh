# By the object's id
terraform import microsoft365_android_device_owner_wifi_configuration.example dca1b2c3-4d5e-4f60-8a7b-0c0c1d2e3f40

# By its name
terraform import microsoft365_android_device_owner_wifi_configuration.example 'name=Guests (Android)'
