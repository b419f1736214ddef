# By the object's id
terraform import microsoft365_user_flow_attribute.example extension_d09380e2b4c642b9a203fb816a04a7ad_Hobby

# By its name
terraform import microsoft365_user_flow_attribute.example 'name=Hobby'
