# By the object's id
terraform import microsoft365_macos_scep_certificate.example 8af805c7-7ab3-437e-925f-d2f3c02b3173

# By its name
terraform import microsoft365_macos_scep_certificate.example 'name=Certificates by SCEP (Mac)'
