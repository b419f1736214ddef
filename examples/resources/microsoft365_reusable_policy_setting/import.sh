# By the object's id
terraform import microsoft365_reusable_policy_setting.example 28c02d3d-edb8-4bc2-947f-4bd569bf522d

# By its name
terraform import microsoft365_reusable_policy_setting.example 'name=Update servers'
