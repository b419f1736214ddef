# By the object's id
terraform import microsoft365_custom_security_attribute_definition.example Projects_Codename

# By its name
terraform import microsoft365_custom_security_attribute_definition.example 'name=Codename'
