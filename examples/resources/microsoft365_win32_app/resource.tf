resource "microsoft365_win32_app" "example" {
  display_name                      = "Time sheet for Windows"
  description                       = "Hours worked, week by week, also without a connection."
  publisher                         = "Contoso"
  content_file                      = "${path.module}/timesheet.intunewin"
  file_name                         = "timesheet.intunewin"
  setup_file_path                   = "install.cmd"
  install_command_line              = "install.cmd"
  uninstall_command_line            = "reg delete HKLM\\SOFTWARE\\Contoso\\Timesheet /f"
  display_version                   = "2.4.0"
  minimum_supported_windows_release = "Windows11_22H2"
  applicable_architectures          = ["x64"]

  install_experience = {
    run_as_account = "system"
  }

  rules = [
    {
      registry = {
        key_path         = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Contoso\\Timesheet"
        value_name       = "Version"
        operation_type   = "version"
        operator         = "greaterThanOrEqual"
        comparison_value = "2.4.0"
      }
    },
  ]

  return_codes = [
    { return_code = 0, type = "success" },
    { return_code = 3010, type = "softReboot" },
  ]

  assignments = [
    {
      intent   = "required"
      target   = { all_devices = {} }
      settings = { notifications = "showReboot" }
    },
  ]
}
