variable "new_colleague" {
  description = "Object id of the user."
  type        = string
}

ephemeral "microsoft365_temporary_access_pass" "first_day" {
  user_id             = var.new_colleague
  lifetime_in_minutes = 480
  remove_on_close     = false
}
