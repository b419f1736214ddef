# By the object's id
terraform import microsoft365_office_suite_app.example c8f0a3b2-1d64-4e7a-b6b0-5a9e2d7f4c64

# By its name
terraform import microsoft365_office_suite_app.example 'name=Microsoft 365 Apps'
