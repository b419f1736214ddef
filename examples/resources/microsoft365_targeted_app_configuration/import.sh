# By the object's id
terraform import microsoft365_targeted_app_configuration.example T_6f7a8b9c-0d1e-4f2a-9b4c-5d6e7f8a9b0c

# By its name
terraform import microsoft365_targeted_app_configuration.example 'name=Edge'
