# By the object's id
terraform import microsoft365_access_package_assignment_policy.example 87e1c7f7-c7f7-87e1-f7c7-e187f7c7e187

# By its name
terraform import microsoft365_access_package_assignment_policy.example 'name=Researchers'
