# By the object's id
terraform import microsoft365_windows_custom_configuration.example 31797da8-f888-4c46-91c1-35422926dfa8

# By its name
terraform import microsoft365_windows_custom_configuration.example 'name=What Intune has no page for'
