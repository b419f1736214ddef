# On the first day, whoever begins in the workshop can sign in and is welcomed.
resource "microsoft365_lifecycle_workflow" "example" {
  category              = "joiner"
  display_name          = "First day in the workshop"
  description           = "Lets people in on the day that they begin."
  is_scheduling_enabled = true
  execution_conditions = {
    triggered = {
      scope   = { rule = { rule = "(department eq 'Workshop')" } }
      trigger = { time = { time_based_attribute = "employeeHireDate", offset_in_days = 0 } }
    }
  }
  tasks = [
    {
      task_definition_id = "6fc52c9d-398b-4305-9763-15f42c1676fc"
      display_name       = "Let the user sign in"
    },
    {
      task_definition_id = "70b29d51-b59a-4773-9280-8841dfd3f2ea"
      display_name       = "Welcome the user"
      arguments = {
        customSubject = { value = "Welcome to the workshop" }
      }
    },
  ]
}
