# By the object's id
terraform import microsoft365_windows_compliance_script.example 931f8ef4-0c31-4020-99ef-c20870843061

# By its name
terraform import microsoft365_windows_compliance_script.example 'name=Firmware version'
