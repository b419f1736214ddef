# By the object id of the user
terraform import microsoft365_user_custom_security_attributes.example 3f0c1a52-8d1e-4a57-9c39-1c1f0a6d7f11
