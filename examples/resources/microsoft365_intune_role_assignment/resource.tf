resource "microsoft365_intune_role_assignment" "example" {
  display_name       = "Help desk in Munich"
  description        = "Restarts and locks devices of the office."
  role_definition_id = "9e0cc482-82df-4ab2-a24c-0c23a3f52e1e" # Help Desk Operator
  members            = [microsoft365_group.help_desk.id]
  resource_scopes    = [microsoft365_group.munich.id]
}

resource "microsoft365_group" "help_desk" {
  display_name     = "Help desk of Munich"
  mail_nickname    = "help-desk-of-munich"
  mail_enabled     = false
  security_enabled = true
}

resource "microsoft365_group" "munich" {
  display_name     = "Devices in Munich"
  mail_nickname    = "devices-in-munich"
  mail_enabled     = false
  security_enabled = true
}
