# By the object's id
terraform import microsoft365_lifecycle_workflow.example 156ce798-1eb6-4e0a-8515-e79f54d04390

# By its name
terraform import microsoft365_lifecycle_workflow.example 'name=First day in the workshop'
