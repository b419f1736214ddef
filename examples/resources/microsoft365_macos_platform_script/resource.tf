resource "microsoft365_macos_platform_script" "example" {
  display_name        = "Install the fonts"
  file_name           = "fonts.sh"
  script_content      = base64encode("#!/bin/zsh\ncp /Volumes/Fonts/*.otf /Library/Fonts/\n")
  execution_frequency = "P1D"
  retry_count         = 3

  assignments = [
    { target = { all_devices = {} } },
  ]
}
