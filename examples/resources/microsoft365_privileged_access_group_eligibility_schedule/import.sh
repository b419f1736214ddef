# By the id of the schedule
terraform import microsoft365_privileged_access_group_eligibility_schedule.example 2b5ed229-4072-478d-9504-a047ebd4b07d_member_4cc1a00f-3e44-48ae-9bb5-fba55c9a7a5c
