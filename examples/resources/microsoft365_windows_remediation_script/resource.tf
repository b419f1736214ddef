resource "microsoft365_windows_remediation_script" "example" {
  display_name               = "Restart the print spooler"
  publisher                  = "Contoso"
  detection_script_content   = base64encode("if ((Get-Service Spooler).Status -ne 'Running') { exit 1 }")
  remediation_script_content = base64encode("Start-Service Spooler")

  assignments = [{
    target       = { all_devices = {} }
    run_schedule = { daily = { interval = 1, time = "02:30:00" } }
  }]
}
