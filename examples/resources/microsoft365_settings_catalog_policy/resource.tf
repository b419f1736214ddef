resource "microsoft365_settings_catalog_policy" "example" {
  name         = "Virus scanner"
  description  = "Archives are scanned too, and never with more than a third of the processor."
  platforms    = ["windows10"]
  technologies = ["mdm"]

  settings = {
    "device_vendor_msft_policy_config_defender_allowarchivescanning" = "1" # the end of the option's id
    "device_vendor_msft_policy_config_defender_avgcpuloadfactor"     = 33
    "device_vendor_msft_policy_config_defender_excludedpaths"        = ["C:\\Build", "D:\\Cache"]
  }

  assignments = [
    { target = { all_devices = {} } },
  ]
}
