# By the object's id
terraform import microsoft365_macos_trusted_certificate.example d2a1b2c3-4d5e-4f60-8a7b-020c1d2e3f40

# By its name
terraform import microsoft365_macos_trusted_certificate.example 'name=Contoso Root CA (Mac)'
