# By the ids of the service principal and of the job
terraform import microsoft365_synchronization_schema.example 3f0c1a52-8d1e-4a57-9c39-1c1f0a6d7f11/dataBricks.0a1b2c3d4e5f60718293a4b5c6d7e8f9.7d2f0c2c-1d39-4a57-8c1e-6a1d0f7b9e54
