# There is one only
terraform import microsoft365_voice_authentication_method_configuration.example voice
