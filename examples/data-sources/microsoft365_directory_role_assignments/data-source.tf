data "microsoft365_directory_role_assignments" "groups_administrators" {
  role_definition_id = "fdd7a751-b60b-444a-984c-02652fe8fa1c"
}
