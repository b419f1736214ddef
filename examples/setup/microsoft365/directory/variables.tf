variable "identity_principal_id" {
  description = "Object id of the managed identity."
  type        = string
}

variable "federated" {
  description = "Whether the permissions go to an app registration that trusts the identity, and not to the identity itself."
  type        = bool
  default     = false
}

variable "permissions" {
  description = "Application permissions of Microsoft Graph."
  type        = set(string)
}
