# By the id of the attribute and the value
terraform import microsoft365_custom_security_attribute_allowed_value.example 'Handling_Level/Four eyes'
