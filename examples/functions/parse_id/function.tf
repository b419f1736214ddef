# The parts of an id, by the names of the resource's arguments.
output "group_id" {
  value = provider::microsoft365::parse_id("microsoft365_group_member", "2f0c8a2e-0f1d-4b5b-9c39-5b1c0a7f4d11/73d664e4-0886-4a73-b745-c694da45ddb4").group_id
}
