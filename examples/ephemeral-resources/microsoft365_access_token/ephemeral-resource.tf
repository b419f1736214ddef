ephemeral "microsoft365_access_token" "graph" {}

# Who asks Graph directly takes the token from here; it is in no state.
locals {
  graph         = "${ephemeral.microsoft365_access_token.graph.audience}/v1.0"
  authorization = "Bearer ${ephemeral.microsoft365_access_token.graph.token}"
}
