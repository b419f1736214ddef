variable "initial_password" {
  description = "First password of the user."
  type        = string
  sensitive   = true
  ephemeral   = true
}

resource "microsoft365_user" "annie" {
  user_principal_name = "annie.easley@contoso.onmicrosoft.com"
  display_name        = "Annie Easley"
  password_profile    = { password = var.initial_password }
}

resource "microsoft365_attribute_set" "clearances" {
  id = "Clearances"
}

resource "microsoft365_custom_security_attribute_definition" "level" {
  attribute_set               = microsoft365_attribute_set.clearances.id
  name                        = "Level"
  type                        = "String"
  is_collection               = false
  is_searchable               = true
  use_pre_defined_values_only = false
}

resource "microsoft365_custom_security_attribute_definition" "sites" {
  attribute_set               = microsoft365_attribute_set.clearances.id
  name                        = "Sites"
  type                        = "String"
  is_collection               = true
  is_searchable               = true
  use_pre_defined_values_only = false
}

resource "microsoft365_custom_security_attribute_definition" "floor" {
  attribute_set               = microsoft365_attribute_set.clearances.id
  name                        = "Floor"
  type                        = "Integer"
  is_collection               = false
  is_searchable               = true
  use_pre_defined_values_only = false
}

resource "microsoft365_user_custom_security_attributes" "example" {
  user_id = microsoft365_user.annie.id
  attributes = {
    Clearances = {
      (microsoft365_custom_security_attribute_definition.level.name) = "High"
      (microsoft365_custom_security_attribute_definition.sites.name) = ["Paris", "Nantes"]
      (microsoft365_custom_security_attribute_definition.floor.name) = 4
    }
  }
}
