resource "microsoft365_winget_app" "example" {
  display_name       = "Company Portal"
  description        = "Apps and help from your organization."
  publisher          = "Microsoft Corporation"
  package_identifier = "9WZDNCRFJ3PZ"

  install_experience = {
    run_as_account = "system"
  }

  assignments = [
    {
      intent   = "required"
      target   = { all_devices = {} }
      settings = { notifications = "hideAll" }
    },
  ]
}
