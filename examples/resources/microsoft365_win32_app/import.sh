# By the object's id
terraform import microsoft365_win32_app.example 1a7b8c9d-2e3f-4a5b-8c6d-7e8f9a0b1c2d

# By its name
terraform import microsoft365_win32_app.example 'name=Time sheet for Windows'
