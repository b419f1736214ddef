data "microsoft365_user" "admin" {
  user_principal_name = "admin@contoso.onmicrosoft.com"
}

resource "microsoft365_admin_consent_request_policy" "example" {
  is_enabled               = true
  notify_reviewers         = true
  reminders_enabled        = true
  request_duration_in_days = 30

  reviewers = [
    { query = "/users/${data.microsoft365_user.admin.id}" },
  ]
}
