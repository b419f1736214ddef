# By the object's id
terraform import microsoft365_winget_app.example 71e2d0a4-9b1f-4d0e-8a57-3c2b8f9d6e43

# By its name
terraform import microsoft365_winget_app.example 'name=Company Portal'
