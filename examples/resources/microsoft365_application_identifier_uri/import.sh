# By the object id of the application and the name
terraform import microsoft365_application_identifier_uri.example '3f0c1a52-8d1e-4a57-9c39-1c1f0a6d7f11/api://9b7e40c8-2f0a-4d9e-8a55-63b1a4f0c2d7'
