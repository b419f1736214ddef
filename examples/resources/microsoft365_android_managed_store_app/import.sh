# By the object's id
terraform import microsoft365_android_managed_store_app.example 9a7a2f7e-6d43-4f55-8d52-6e2d5c1b7d02

# By its name
terraform import microsoft365_android_managed_store_app.example 'name=Camera'
