# By the id of the schedule
terraform import microsoft365_directory_role_assignment_schedule.example 95c690fb-3eb3-4942-a03f-4524aed6f31e
