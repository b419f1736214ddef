# By the id of the service principal
terraform import microsoft365_synchronization_secret.example 3f0c1a52-8d1e-4a57-9c39-1c1f0a6d7f11
