data "microsoft365_application_published_app_ids" "known" {}

data "microsoft365_service_principal" "graph" {
  app_id = data.microsoft365_application_published_app_ids.known.result["microsoft_graph"]
}
