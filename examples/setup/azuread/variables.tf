variable "subscription_id" {
  description = "Subscription for the identity and the host."
  type        = string
}

variable "federated" {
  description = "Whether the permissions go to an app registration that trusts the identity, and not to the identity itself."
  type        = bool
  default     = false
}

variable "permissions" {
  description = "Application permissions of Microsoft Graph. These are for a first user, group and Conditional Access policy."
  type        = set(string)
  default = [
    "Application.Read.All",
    "Group.ReadWrite.All",
    "Policy.Read.All",
    "Policy.ReadWrite.ConditionalAccess",
    "User.ReadWrite.All",
  ]
}

# What follows goes to the module azurerm as it is.

variable "location" {
  type = string
}

variable "host" {
  type    = string
  default = "none"
}

variable "image" {
  type    = string
  default = null
}

variable "image_variables" {
  type    = map(string)
  default = {}
}

variable "image_secrets" {
  type      = map(string)
  default   = {}
  sensitive = true
}

variable "subnet_id" {
  type    = string
  default = null
}

variable "public_key" {
  type    = string
  default = null
}
