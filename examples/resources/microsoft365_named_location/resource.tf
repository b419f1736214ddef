resource "microsoft365_named_location" "example" {
  display_name = "Branch in Lyon"
  ip = {
    ip_ranges  = ["203.0.113.0/24", "2001:db8::/32"]
    is_trusted = true
  }
}

resource "microsoft365_named_location" "countries" {
  display_name = "Countries with branches"
  country = {
    countries_and_regions = ["FR", "CH"]
  }
}
