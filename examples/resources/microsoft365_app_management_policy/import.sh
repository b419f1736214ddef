# By the id
terraform import microsoft365_app_management_policy.example 3f0c1a52-8d1e-4a57-9c39-1c1f0a6d7f11

# By the name
terraform import microsoft365_app_management_policy.example 'name=Certificates for a year'
