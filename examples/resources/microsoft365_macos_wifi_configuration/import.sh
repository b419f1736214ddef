# By the object's id
terraform import microsoft365_macos_wifi_configuration.example daa1b2c3-4d5e-4f60-8a7b-0a0c1d2e3f40

# By its name
terraform import microsoft365_macos_wifi_configuration.example 'name=Guests (Mac)'
