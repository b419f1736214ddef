# By the object's id
terraform import microsoft365_attribute_set.example Engineering
