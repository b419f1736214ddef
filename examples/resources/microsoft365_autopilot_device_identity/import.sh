# By the device's id
terraform import microsoft365_autopilot_device_identity.example 8f9d3f0e-52f5-4d2c-9a47-8f0c6f0f6d1b

# By its serial number
terraform import microsoft365_autopilot_device_identity.example name=5CG1234XYZ
