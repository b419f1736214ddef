# By the object's id
terraform import microsoft365_connected_organization.example 8c4e7a13-5f62-4d0b-9b38-1e6d2f70c934

# By its name
terraform import microsoft365_connected_organization.example 'name=Fabrikam'
