resource "microsoft365_authentication_strength_policy" "keys" {
  display_name         = "Keys of the house"
  allowed_combinations = ["fido2"]
}

resource "microsoft365_authentication_combination_configuration" "example" {
  policy_id = microsoft365_authentication_strength_policy.keys.id

  fido2 = {
    allowed_aaguids = [
      "2fc0579f-8113-47ea-b116-bb5a8db9202a",
      "ee882879-721c-4913-9775-3dfcce97072a",
    ]
  }
}
