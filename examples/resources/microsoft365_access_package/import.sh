# By the object's id
terraform import microsoft365_access_package.example 0d7c3b52-94e8-4f10-a6c7-3b2e58d9f012

# By its name
terraform import microsoft365_access_package.example 'name=Mechanics'
