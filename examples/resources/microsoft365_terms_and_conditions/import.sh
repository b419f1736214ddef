# By the object's id
terraform import microsoft365_terms_and_conditions.example 3f0c1a52-8d1e-4a57-9c39-1c1f0a6d7f11

# By its name
terraform import microsoft365_terms_and_conditions.example 'name=Devices of one'\''s own'
