variable "name" {
  description = "Name of the resource group, of the identity and of the host."
  type        = string
  default     = "terraform-m365"
}

variable "location" {
  description = "Azure region, such as westeurope."
  type        = string
}

variable "host" {
  description = "What runs Terraform: virtual_machine, container_group or container_app_job. An agent of Azure DevOps or GitHub that you run yourself is a virtual machine, or a container group with the agent's image. With none, assign the identity to a host of your own."
  type        = string
  default     = "none"

  validation {
    condition     = contains(["none", "virtual_machine", "container_group", "container_app_job"], var.host)
    error_message = "host is none, virtual_machine, container_group or container_app_job."
  }
}

variable "image" {
  description = "Image that a container group or a job runs. It holds Terraform and the configuration, or the agent of a pipeline."
  type        = string
  default     = null
}

variable "image_variables" {
  description = "Environment of the container, such as AZP_URL and AZP_POOL of an Azure DevOps agent."
  type        = map(string)
  default     = {}
}

variable "image_secrets" {
  description = "Environment of the container that must not show, such as AZP_TOKEN of an Azure DevOps agent or the token by which a GitHub runner registers."
  type        = map(string)
  default     = {}
  sensitive   = true
}

variable "subnet_id" {
  description = "Subnet of the virtual machine."
  type        = string
  default     = null
}

variable "public_key" {
  description = "Public SSH key of the virtual machine's administrator."
  type        = string
  default     = null
}
