resource "microsoft365_attribute_set" "handling" {
  id = "Handling"
}

resource "microsoft365_custom_security_attribute_definition" "level" {
  attribute_set               = microsoft365_attribute_set.handling.id
  name                        = "Level"
  type                        = "String"
  is_collection               = false
  is_searchable               = true
  use_pre_defined_values_only = true
}

resource "microsoft365_custom_security_attribute_allowed_value" "example" {
  definition_id = microsoft365_custom_security_attribute_definition.level.id
  value         = "Four eyes"
}
