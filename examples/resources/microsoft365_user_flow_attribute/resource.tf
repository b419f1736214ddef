resource "microsoft365_user_flow_attribute" "example" {
  display_name = "Hobby"
  description  = "What you like to do after work"
  data_type    = "string"
}
