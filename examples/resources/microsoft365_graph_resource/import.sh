# By the path with the object's id
terraform import microsoft365_graph_resource.example /directory/administrativeUnits/5d9a40cc-7d1b-4d0e-8f5c-2f4e6a7b8c90

# An object of beta
terraform import microsoft365_graph_resource.example beta:/directory/administrativeUnits/5d9a40cc-7d1b-4d0e-8f5c-2f4e6a7b8c90
