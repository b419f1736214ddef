# By the id of the group
terraform import microsoft365_group_exchange_settings.example 8d6f5e0b-4a8e-4b0f-9d5b-2a7c9c1e5f34
