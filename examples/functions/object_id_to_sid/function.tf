# The SID of a group, for the local administrators of devices.
output "sid" {
  value = provider::microsoft365::object_id_to_sid("73d664e4-0886-4a73-b745-c694da45ddb4")
}
