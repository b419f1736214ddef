# By the object's id
terraform import microsoft365_ios_enterprise_wifi_configuration.example def598f8-76b6-48f2-9d6c-85325c9ec602

# By its name
terraform import microsoft365_ios_enterprise_wifi_configuration.example 'name=Offices (iPhone)'
