# By the object's id
terraform import microsoft365_access_package_catalog.example 5b1f0e6a-2c3d-4a7b-8e19-60d2c4f7a511

# By its name
terraform import microsoft365_access_package_catalog.example 'name=Fleet'
