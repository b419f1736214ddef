# By the object's id
terraform import microsoft365_windows_wifi_configuration.example d9a1b2c3-4d5e-4f60-8a7b-090c1d2e3f40

# By its name
terraform import microsoft365_windows_wifi_configuration.example 'name=Guests (Windows)'
