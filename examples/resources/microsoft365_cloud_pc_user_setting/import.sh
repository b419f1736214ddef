# By the object's id
terraform import microsoft365_cloud_pc_user_setting.example f2c35056-2467-4776-9575-3ab1c73b3a0c

# By its name
terraform import microsoft365_cloud_pc_user_setting.example 'name=Developers'
