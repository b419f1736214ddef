# By the object's id
terraform import microsoft365_settings_catalog_policy.example 7a2f6f0e-1b0c-4f6d-8d0e-52c0a5b7c3d1

# By its name
terraform import microsoft365_settings_catalog_policy.example 'name=Virus scanner'
