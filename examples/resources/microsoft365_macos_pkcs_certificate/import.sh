# By the object's id
terraform import microsoft365_macos_pkcs_certificate.example d7a1b2c3-4d5e-4f60-8a7b-070c1d2e3f40

# By its name
terraform import microsoft365_macos_pkcs_certificate.example 'name=Certificates of people (Mac)'
