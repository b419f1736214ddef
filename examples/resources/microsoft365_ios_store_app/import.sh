# By the object's id
terraform import microsoft365_ios_store_app.example 5d0f3c6a-44c2-4b5e-a0c3-0d5d4f6f7a10

# By its name
terraform import microsoft365_ios_store_app.example 'name=Microsoft Word'
