resource "microsoft365_application" "billing" {
  display_name = "Billing engine"
}

resource "microsoft365_service_principal" "billing" {
  app_id = microsoft365_application.billing.app_id
}

resource "microsoft365_attribute_set" "operations" {
  id = "Operations"
}

resource "microsoft365_custom_security_attribute_definition" "team" {
  attribute_set               = microsoft365_attribute_set.operations.id
  name                        = "Team"
  type                        = "String"
  is_collection               = false
  is_searchable               = true
  use_pre_defined_values_only = false
}

resource "microsoft365_custom_security_attribute_definition" "ports" {
  attribute_set               = microsoft365_attribute_set.operations.id
  name                        = "Ports"
  type                        = "Integer"
  is_collection               = true
  is_searchable               = true
  use_pre_defined_values_only = false
}

resource "microsoft365_custom_security_attribute_definition" "critical" {
  attribute_set               = microsoft365_attribute_set.operations.id
  name                        = "Critical"
  type                        = "Boolean"
  is_collection               = false
  is_searchable               = true
  use_pre_defined_values_only = false
}

resource "microsoft365_service_principal_custom_security_attributes" "example" {
  service_principal_id = microsoft365_service_principal.billing.id
  attributes = {
    (microsoft365_custom_security_attribute_definition.team.attribute_set) = {
      (microsoft365_custom_security_attribute_definition.team.name)     = "Finance"
      (microsoft365_custom_security_attribute_definition.ports.name)    = [443, 5432]
      (microsoft365_custom_security_attribute_definition.critical.name) = true
    }
  }
}
