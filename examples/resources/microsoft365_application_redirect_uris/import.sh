# By the object id of the application and the platform
terraform import microsoft365_application_redirect_uris.example 3f0c1a52-8d1e-4a57-9c39-1c1f0a6d7f11/spa
