# By the object's id
terraform import microsoft365_android_work_profile_trusted_certificate.example d5a1b2c3-4d5e-4f60-8a7b-050c1d2e3f40

# By its name
terraform import microsoft365_android_work_profile_trusted_certificate.example 'name=Contoso Root CA (Work profile)'
