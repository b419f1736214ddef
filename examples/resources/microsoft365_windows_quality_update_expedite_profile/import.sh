# By the object's id
terraform import microsoft365_windows_quality_update_expedite_profile.example 50d7efbc-849d-4db8-9f9d-37c5f9199b0e

# By its name
terraform import microsoft365_windows_quality_update_expedite_profile.example 'name=Security update of November'
