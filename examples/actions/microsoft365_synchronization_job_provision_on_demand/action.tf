variable "job_id" {
  description = "Id of the synchronization job of the application."
  type        = string
}

# Who joins the team is in the application at once, and not with its next cycle.
resource "microsoft365_user" "newcomer" {
  user_principal_name = "newcomer.crm@contoso.onmicrosoft.com"
  display_name        = "Newcomer"

  lifecycle {
    action_trigger {
      events  = [after_create]
      actions = [action.microsoft365_synchronization_job_provision_on_demand.newcomer]
    }
  }
}

action "microsoft365_synchronization_job_provision_on_demand" "newcomer" {
  config {
    id               = "6a0f2e54-0000-4000-8000-00000000c001"
    job_id           = var.job_id
    rule_id          = "03f7d90d-bf71-41b1-bda6-aaf0ddbee5d8"
    object_id        = microsoft365_user.newcomer.id
    object_type_name = "User"
  }
}
