# By the object's id
terraform import microsoft365_identity_provider.example Google-OAUTH

# By its name
terraform import microsoft365_identity_provider.example 'name=Google'
