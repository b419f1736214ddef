# By the object's id
terraform import microsoft365_device_enrollment_platform_restriction.example 7c9e3a21-4d5f-4b6a-9c0d-2e3f4a5b6c7d_SinglePlatformRestriction

# By its name
terraform import microsoft365_device_enrollment_platform_restriction.example 'name=No personal Windows devices'
