data "microsoft365_group" "engineering" {
  display_name = "Engineering"
}
