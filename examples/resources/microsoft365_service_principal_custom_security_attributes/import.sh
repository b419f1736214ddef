# By the object id of the service principal
terraform import microsoft365_service_principal_custom_security_attributes.example 5b7e9d04-6f52-4b1c-9a60-2f7f0c1d8e23
