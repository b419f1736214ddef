# By the object's id
terraform import microsoft365_mobile_app_category.example 2b6c4e5a-7f0d-4c0e-9d0b-6a4a3f4c1e21

# By its name
terraform import microsoft365_mobile_app_category.example 'name=Field work'
