# By the object's id
terraform import microsoft365_role_scope_tag.example 17

# By its name
terraform import microsoft365_role_scope_tag.example 'name=Oslo'
