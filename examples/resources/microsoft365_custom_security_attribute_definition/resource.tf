resource "microsoft365_attribute_set" "projects" {
  id = "Projects"
}

resource "microsoft365_custom_security_attribute_definition" "example" {
  attribute_set               = microsoft365_attribute_set.projects.id
  name                        = "Codename"
  description                 = "Projects that somebody works for"
  type                        = "String"
  is_collection               = true
  is_searchable               = true
  use_pre_defined_values_only = false
}
