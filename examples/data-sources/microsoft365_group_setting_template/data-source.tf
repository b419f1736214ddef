data "microsoft365_group_setting_template" "unified" {
  display_name = "Group.Unified"
}
