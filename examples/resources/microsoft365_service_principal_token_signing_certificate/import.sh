# By the ids of the service principal and of the certificate (the key id of its public key)
terraform import microsoft365_service_principal_token_signing_certificate.example 3f0c1a52-8d1e-4a57-9c39-1c1f0a6d7f11/5d2e8a14-71c3-4b0f-9a6d-e8f4b7c90a31
