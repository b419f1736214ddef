variable "team_id" {
  type = string
}

action "microsoft365_graph_action" "archive" {
  config {
    path = "/teams/${var.team_id}/archive"
    body = jsonencode({ shouldSetSpoSiteReadOnlyForMembers = true })
  }
}
