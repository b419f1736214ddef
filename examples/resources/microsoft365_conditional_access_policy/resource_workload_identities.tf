# A pipeline's identity works from the company's addresses only. Takes a licence
# for workload identities.
resource "microsoft365_application" "pipeline" {
  display_name = "Pipeline"
}

resource "microsoft365_service_principal" "pipeline" {
  app_id = microsoft365_application.pipeline.app_id
}

resource "microsoft365_named_location" "offices" {
  display_name = "Offices"
  ip = {
    ip_ranges  = ["198.51.100.0/24"]
    is_trusted = true
  }
}

resource "microsoft365_conditional_access_policy" "example" {
  display_name = "The pipeline works from the offices only"
  state        = "enabledForReportingButNotEnforced"

  conditions = {
    applications        = { include_applications = ["All"] }
    client_applications = { include_service_principals = [microsoft365_service_principal.pipeline.id] }
    locations = {
      include_locations = ["All"]
      exclude_locations = [microsoft365_named_location.offices.id]
    }
  }

  grant_controls = {
    operator          = "OR"
    built_in_controls = ["block"]
  }
}
