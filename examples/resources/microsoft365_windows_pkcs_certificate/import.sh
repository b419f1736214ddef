# By the object's id
terraform import microsoft365_windows_pkcs_certificate.example d6a1b2c3-4d5e-4f60-8a7b-060c1d2e3f40

# By its name
terraform import microsoft365_windows_pkcs_certificate.example 'name=Certificates of people (Windows)'
