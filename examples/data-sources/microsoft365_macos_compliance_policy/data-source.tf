data "microsoft365_macos_compliance_policy" "baseline" {
  display_name = "Mac baseline"
}
