# By the ids of the policy and of the configuration
terraform import microsoft365_authentication_combination_configuration.example 9b7e40c8-2f0a-4d9e-8a55-63b1a4f0c2d7/3f0c1a52-8d1e-4a57-9c39-1c1f0a6d7f11
