# By the object's id
terraform import microsoft365_android_work_profile_pkcs_certificate.example b4bdf036-ab4d-44d4-9091-05317ba18954

# By its name
terraform import microsoft365_android_work_profile_pkcs_certificate.example 'name=Certificates of people (Work profile)'
