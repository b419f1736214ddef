# There is one only
terraform import microsoft365_sharepoint_settings.example settings
