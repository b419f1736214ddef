variable "managed_device_id" {
  description = "Id of the Mac in Intune."
  type        = string
}

ephemeral "microsoft365_file_vault_key" "disk" {
  managed_device_id = var.managed_device_id
}
