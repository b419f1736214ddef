variable "principal_id" {
  description = "Object id of whoever gets access."
  type        = string
}

data "microsoft365_directory_object" "principal" {
  id = var.principal_id
}

output "principal" {
  value = "${data.microsoft365_directory_object.principal.type} ${data.microsoft365_directory_object.principal.display_name}"
}
