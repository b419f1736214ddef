resource "microsoft365_winget_app" "whiteboard" {
  display_name       = "Microsoft Whiteboard"
  description        = "Draws together with others."
  publisher          = "Microsoft Corporation"
  package_identifier = "9MSPC6MP8FM4"

  install_experience = {
    run_as_account = "user"
  }
}

resource "microsoft365_mobile_app_assignment" "example" {
  mobile_app_id = microsoft365_winget_app.whiteboard.id
  intent        = "available"
  target        = { all_users = {} }

  settings = {
    win_get_app = { notifications = "hideAll" }
  }
}
