# There is one only
terraform import microsoft365_email_authentication_method_configuration.example email
