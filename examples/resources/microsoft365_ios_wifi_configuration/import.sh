# By the object's id
terraform import microsoft365_ios_wifi_configuration.example dba1b2c3-4d5e-4f60-8a7b-0b0c1d2e3f40

# By its name
terraform import microsoft365_ios_wifi_configuration.example 'name=Guests (iPhone)'
