# By the object's id
terraform import microsoft365_intune_role_assignment.example 38180a0b-14bd-4c13-9d7c-780923ac8173

# By its name
terraform import microsoft365_intune_role_assignment.example 'name=Help desk in Munich'
