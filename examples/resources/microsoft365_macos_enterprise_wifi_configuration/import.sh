# By the object's id
terraform import microsoft365_macos_enterprise_wifi_configuration.example ae96e266-fdb3-4ea0-9208-bc9ed4f8a7e2

# By its name
terraform import microsoft365_macos_enterprise_wifi_configuration.example 'name=Offices (Mac)'
