resource "microsoft365_permission_grant_policy" "consent" {
  id           = "consent-includes"
  display_name = "Includes"
}

resource "microsoft365_permission_grant_policy_include" "example" {
  policy_id                                        = microsoft365_permission_grant_policy.consent.id
  permission_type                                  = "delegated"
  permission_classification                        = "low"
  client_applications_from_verified_publisher_only = true
}
