data "microsoft365_conditional_access_template" "legacy" {
  name = "Block legacy authentication"
}
