resource "microsoft365_reusable_policy_setting" "example" {
  display_name          = "Update servers"
  description           = "Addresses that firewall rules let through."
  setting_definition_id = "vendor_msft_firewall_mdmstore_dynamickeywords_addresses_{id}"

  setting_instance = {
    "vendor_msft_firewall_mdmstore_dynamickeywords_addresses_{id}" = {
      "vendor_msft_firewall_mdmstore_dynamickeywords_addresses_{id}_keyword"     = "Update servers"
      "vendor_msft_firewall_mdmstore_dynamickeywords_addresses_{id}_autoresolve" = "false"
      "vendor_msft_firewall_mdmstore_dynamickeywords_addresses_{id}_addresses"   = ["192.0.2.10", "192.0.2.11"]
    }
  }
}
