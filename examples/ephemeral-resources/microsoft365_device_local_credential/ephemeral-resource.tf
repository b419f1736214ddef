variable "device_id" {
  description = "Device id of the Entra device."
  type        = string
}

ephemeral "microsoft365_device_local_credential" "administrator" {
  device_id = var.device_id
}
