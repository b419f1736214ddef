# The id that an app role assignment takes.
output "group_read_all" {
  value = provider::microsoft365::app_role_id("Group.Read.All")
}
