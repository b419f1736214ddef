# By the object's id
terraform import microsoft365_autopilot_deployment_profile.example 9e1a5c43-6f7b-4d8c-9e2f-4a5b6c7d8e9f

# By its name
terraform import microsoft365_autopilot_deployment_profile.example 'name=Office devices'
