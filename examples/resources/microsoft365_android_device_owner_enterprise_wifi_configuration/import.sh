# By the object's id
terraform import microsoft365_android_device_owner_enterprise_wifi_configuration.example 996d3842-5a38-413b-9106-3ba302d6d93c

# By its name
terraform import microsoft365_android_device_owner_enterprise_wifi_configuration.example 'name=Offices (Android)'
