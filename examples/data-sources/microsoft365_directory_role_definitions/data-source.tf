data "microsoft365_directory_role_definitions" "own" {
  is_built_in = false
}
