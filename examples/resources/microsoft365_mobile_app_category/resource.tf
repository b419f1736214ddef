resource "microsoft365_mobile_app_category" "example" {
  display_name = "Field work"
}
