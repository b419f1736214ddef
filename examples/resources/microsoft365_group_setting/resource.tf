data "microsoft365_group_setting_template" "unified" {
  display_name = "Group.Unified"
}

resource "microsoft365_group_setting" "example" {
  template_id = data.microsoft365_group_setting_template.unified.id

  # What the template says, but for one choice.
  values = {
    for name, choice in data.microsoft365_group_setting_template.unified.values : name => {
      value = name == "EnableGroupCreation" ? "false" : choice.default_value == null ? "" : choice.default_value
    }
  }
}
