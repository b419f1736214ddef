# Every tenant has it; the id is always the same
terraform import microsoft365_lifecycle_workflow_settings.example settings
