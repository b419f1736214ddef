data "microsoft365_devices" "compliant" {
  operating_system = "Windows"
  is_compliant     = true
}
