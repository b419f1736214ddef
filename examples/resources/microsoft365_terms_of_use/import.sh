# By the object's id
terraform import microsoft365_terms_of_use.example 3f0c1a52-8d1e-4a57-9c39-1c1f0a6d7f11

# By its name
terraform import microsoft365_terms_of_use.example 'name=Terms for guests'
