# There is one only
terraform import microsoft365_fido2_authentication_method_configuration.example fido2
