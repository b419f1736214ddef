locals {
  name = "O'Neil & Sons"
}

# Values are escaped: no name can change what the filter means.
output "filter" {
  value = provider::microsoft365::graph_filter(
    "displayName eq {name} and createdDateTime ge {since:date} and city in {cities}",
    { name = local.name, since = "2026-01-31T00:00:00Z", cities = ["Köln", "L'Aquila"] },
  )
}
