# By the object's id
terraform import microsoft365_lifecycle_workflow_custom_task_extension.example ee2590e4-4572-4820-a397-969ecd7bd6a9

# By its name
terraform import microsoft365_lifecycle_workflow_custom_task_extension.example 'name=Hand over the mailbox'
