# By the object's id
terraform import microsoft365_windows_scep_certificate.example 2c08df38-0d90-48d0-9f66-7d68e27aba71

# By its name
terraform import microsoft365_windows_scep_certificate.example 'name=Certificates by SCEP (Windows)'
