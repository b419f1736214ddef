ephemeral "microsoft365_application_password" "pipeline" {
  application_id  = microsoft365_application.pipeline.id
  display_name    = "pipeline"
  end_date_time   = "2030-01-31T00:00:00Z"
  remove_on_close = true
}

resource "microsoft365_application" "pipeline" {
  display_name = "pipeline"
}
