resource "microsoft365_group" "excavation" {
  display_name = "Excavation"
}

resource "microsoft365_group" "season_workers" {
  display_name = "Workers of the season"
}

resource "microsoft365_privileged_access_group_assignment_schedule" "example" {
  group_id     = microsoft365_group.excavation.id
  access_id    = "member"
  principal_id = microsoft365_group.season_workers.id
  schedule_info = {
    expiration = {
      type          = "afterDateTime"
      end_date_time = "2031-09-30T22:00:00Z"
    }
  }
}
