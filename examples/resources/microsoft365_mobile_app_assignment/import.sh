# By the app's id and the assignment's own
terraform import microsoft365_mobile_app_assignment.example 0c4c7d8e-3a0b-4a0e-8c55-1f6f0ae8a6b1/5f2a9c3d-0b7e-4c11-9d3e-7a1b2c3d4e5f_0_0
