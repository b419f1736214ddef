# By the ids of the profile and of the assignment
terraform import microsoft365_autopilot_deployment_profile_assignment.example 9e1a5c43-6f7b-4d8c-9e2f-4a5b6c7d8e9f/9e1a5c43-6f7b-4d8c-9e2f-4a5b6c7d8e9f_5f2a9c3d-0b7e-4c11-9d3e-7a1b2c3d4e5f_0
