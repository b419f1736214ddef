# By the object's id
terraform import microsoft365_authentication_context.example c7

# By its name
terraform import microsoft365_authentication_context.example 'name=Confidential documents'
