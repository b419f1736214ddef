# All policies, to be written to a file: terraform query -generate-config-out=policies.tf
list "microsoft365_conditional_access_policy" "all" {
  provider         = microsoft365
  include_resource = true
}
