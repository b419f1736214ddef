resource "microsoft365_claims_mapping_policy" "example" {
  display_name = "Employee id"
  definition = [jsonencode({
    ClaimsMappingPolicy = {
      Version              = 1
      IncludeBasicClaimSet = "true"
      ClaimsSchema = [
        { Source = "user", ID = "employeeid", JwtClaimType = "employeeid" },
      ]
    }
  })]
}
