# By the object's id
terraform import microsoft365_web_app.example 0c4c7d8e-3a0b-4a0e-8c55-1f6f0ae8a6b1

# By its name
terraform import microsoft365_web_app.example 'name=Intranet'
