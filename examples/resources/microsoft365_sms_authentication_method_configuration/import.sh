# There is one only
terraform import microsoft365_sms_authentication_method_configuration.example sms
