# By the object's id
terraform import microsoft365_device_enrollment_limit.example 6b8d2f10-3c4e-4a5f-8b9c-1d2e3f4a5b6c_Limit

# By its name
terraform import microsoft365_device_enrollment_limit.example 'name=Developers'
