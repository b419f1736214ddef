# All groups whose name begins with "Sales", 50 at most.
data "microsoft365_groups" "sales" {
  display_name_prefix = "Sales"
  security_enabled    = true
  limit               = 50
}

# The same in OData's words.
data "microsoft365_groups" "odata" {
  filter   = "startswith(displayName,'Sales') and securityEnabled eq true"
  order_by = "displayName"
}
