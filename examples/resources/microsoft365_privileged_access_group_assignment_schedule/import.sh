# By the id of the schedule
terraform import microsoft365_privileged_access_group_assignment_schedule.example 68e55cce-cf7e-4a2d-9046-3e4e75c4bfa7_member_6aacaee8-4089-4048-9510-3119367fc943
