# By the object's id
terraform import microsoft365_windows_hello_for_business_enrollment.example 8d0f4b32-5e6a-4c7b-8d1e-3f4a5b6c7d8e_WindowsHelloForBusiness

# By its name
terraform import microsoft365_windows_hello_for_business_enrollment.example 'name=Windows Hello'
