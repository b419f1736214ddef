data "microsoft365_delegated_permission_grant" "one" {
  id = "s4YgqgzHvE2r1Bv3CI0E9tY5"
}
