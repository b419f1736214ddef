# The policy of the role Helpdesk Administrator
data "microsoft365_role_management_policy_assignments" "helpdesk" {
  scope_id           = "/"
  scope_type         = "DirectoryRole"
  role_definition_id = "729827e3-9c14-49f7-bb1b-9608f156bbb8"
}

resource "microsoft365_group" "approvers" {
  display_name = "Approvers of the helpdesk role"
}

resource "microsoft365_role_management_policy" "example" {
  id = data.microsoft365_role_management_policy_assignments.helpdesk.items[0].policy_id

  rules = {
    expiration_admin_eligibility = {
      is_expiration_required = true
      maximum_duration       = "P180D"
    }
    expiration_end_user_assignment = {
      maximum_duration = "PT4H"
    }
    enablement_end_user_assignment = {
      enabled_rules = ["MultiFactorAuthentication", "Justification", "Ticketing"]
    }
    approval_end_user_assignment = {
      setting = {
        is_approval_required = true
        approval_stages = [{
          primary_approvers = [{ group_members = { group_id = microsoft365_group.approvers.id } }]
        }]
      }
    }
    notification_admin_end_user_assignment = {
      notification_level      = "Critical"
      notification_recipients = ["security@contoso.example"]
    }
  }
}
