resource "microsoft365_attribute_set" "example" {
  id                     = "Engineering"
  description            = "What Engineering marks its people and services with"
  max_attributes_per_set = 25
}
