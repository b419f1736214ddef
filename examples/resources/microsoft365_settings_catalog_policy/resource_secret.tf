# A secret: the settings say where it belongs, and its value is in no state. This one
# connects devices to Microsoft Defender for Endpoint.
variable "onboarding" {
  type      = string
  sensitive = true
  ephemeral = true
  default   = "{\"body\":\"from the Defender portal\"}"
}

resource "microsoft365_settings_catalog_policy" "example" {
  name         = "Defender for Endpoint"
  platforms    = ["windows10"]
  technologies = ["mdm"]

  settings = {
    "device_vendor_msft_windowsadvancedthreatprotection_onboarding" = { secret = "onboarding" }
  }
  secrets = {
    onboarding = var.onboarding
  }
}
