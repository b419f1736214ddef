# By the object's id
terraform import microsoft365_autopilot_hybrid_deployment_profile.example 0f2b6d54-7a8c-4e9d-8f3a-5b6c7d8e9fa0

# By its name
terraform import microsoft365_autopilot_hybrid_deployment_profile.example 'name=Laboratory'
