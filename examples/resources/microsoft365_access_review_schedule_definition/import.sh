# By the object's id
terraform import microsoft365_access_review_schedule_definition.example 1f79f34b-8667-40d9-875c-893b630b3dec

# By its name
terraform import microsoft365_access_review_schedule_definition.example 'name=Who works in the greenhouse'
