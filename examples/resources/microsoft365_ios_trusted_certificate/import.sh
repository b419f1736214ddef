# By the object's id
terraform import microsoft365_ios_trusted_certificate.example d3a1b2c3-4d5e-4f60-8a7b-030c1d2e3f40

# By its name
terraform import microsoft365_ios_trusted_certificate.example 'name=Contoso Root CA (iPhone)'
