# By the object's id
terraform import microsoft365_android_device_owner_pkcs_certificate.example 5960a5b6-f430-4312-97d7-6e2f5c2786af

# By its name
terraform import microsoft365_android_device_owner_pkcs_certificate.example 'name=Certificates of people (Android)'
