# By the object's id
terraform import microsoft365_enrollment_status_page.example 2f1c7d3e-8a4b-4c5d-9e6f-0a1b2c3d4e5f_Windows10EnrollmentCompletionPageConfiguration

# By its name
terraform import microsoft365_enrollment_status_page.example 'name=Office devices'
