# By the object's id
terraform import microsoft365_ios_scep_certificate.example 3e23b9ae-8e89-4749-9cc6-b3c4d6296853

# By its name
terraform import microsoft365_ios_scep_certificate.example 'name=Certificates by SCEP (iPhone)'
