resource "microsoft365_lifecycle_workflow_custom_task_extension" "example" {
  display_name = "Hand over the mailbox"
  description  = "Gives the manager access to the mailbox of who leaves."
  endpoint_configuration = {
    logic_app = {
      subscription_id         = "c500b67c-e9b7-4ad2-a90d-77d41385ae55"
      resource_group_name     = "lifecycle"
      logic_app_workflow_name = "hand-over"
    }
  }
  authentication_configuration = {
    token = { resource_id = "542dc01a-0b5d-4edc-b3f9-5cfe6393f557" }
  }
  client_configuration = {
    timeout_in_milliseconds = 1000
    maximum_retries         = 1
  }
  callback_configuration = {
    custom_task_extension = { timeout_duration = "PT30M" }
  }
}
