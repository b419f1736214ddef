# By the object id of the app registration
terraform import microsoft365_application_from_template.example 3f0c1a52-8d1e-4a57-9c39-1c1f0a6d7f11

# By its name
terraform import microsoft365_application_from_template.example 'name=Marketo of the sales team'
