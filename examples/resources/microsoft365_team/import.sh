# By the object's id, which is that of the group
terraform import microsoft365_team.example 57fb72d0-d811-46f4-8947-305e6072eaa5

# By its name
terraform import microsoft365_team.example 'name=Field sales'
