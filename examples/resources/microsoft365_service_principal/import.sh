# By the object's id
terraform import microsoft365_service_principal.example 3f0c1a52-8d1e-4a57-9c39-1c1f0a6d7f11

# By its application (client) id
terraform import microsoft365_service_principal.example 'name=44444444-4444-4444-8444-444444444444'
