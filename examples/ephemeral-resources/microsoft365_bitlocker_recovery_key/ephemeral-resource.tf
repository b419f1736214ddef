variable "device_id" {
  description = "Device id of the Entra device."
  type        = string
}

# The newest key of the device.
ephemeral "microsoft365_bitlocker_recovery_key" "disk" {
  device_id = var.device_id
}
