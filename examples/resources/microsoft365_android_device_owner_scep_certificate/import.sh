# By the object's id
terraform import microsoft365_android_device_owner_scep_certificate.example 0206f840-6a07-4e69-941a-a705a679e2b9

# By its name
terraform import microsoft365_android_device_owner_scep_certificate.example 'name=Certificates by SCEP (Android)'
