# By the object's id
terraform import microsoft365_cloud_pc_provisioning_policy.example a538443c-b748-44c5-9afa-491b0b982fcb

# By its name
terraform import microsoft365_cloud_pc_provisioning_policy.example 'name=Cloud PCs in Europe'
