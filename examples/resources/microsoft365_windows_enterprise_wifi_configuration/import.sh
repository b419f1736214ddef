# By the object's id
terraform import microsoft365_windows_enterprise_wifi_configuration.example 6dd91a11-08b6-479b-9c6e-11fed32b76f1

# By its name
terraform import microsoft365_windows_enterprise_wifi_configuration.example 'name=Offices (Windows)'
