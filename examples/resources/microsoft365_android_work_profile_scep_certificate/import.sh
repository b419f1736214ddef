# By the object's id
terraform import microsoft365_android_work_profile_scep_certificate.example 85a996bb-cdba-4233-993e-a94ccdab58fa

# By its name
terraform import microsoft365_android_work_profile_scep_certificate.example 'name=Certificates by SCEP (Work profile)'
