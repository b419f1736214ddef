# Names and identities of all groups whose name begins with "Sales", 500 at most.
list "microsoft365_group" "sales" {
  provider = microsoft365
  limit    = 500

  config {
    display_name_prefix = "Sales"
    security_enabled    = true
  }
}

# The same in OData's words, with all that terraform query -generate-config-out writes.
list "microsoft365_group" "odata" {
  provider         = microsoft365
  include_resource = true

  config {
    filter = "startswith(displayName,'Sales') and securityEnabled eq true"
  }
}
