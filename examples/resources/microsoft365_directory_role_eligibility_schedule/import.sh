# By the id of the schedule
terraform import microsoft365_directory_role_eligibility_schedule.example 77f71919-62f3-4d0c-9f88-0a0391b665cd
