provider "microsoft365" {
  auth_method = "managed_identity"
  tenant_id   = "00000000-0000-0000-0000-000000000000"
}

variables {
  name             = "Engineering"
  domain           = "contoso.onmicrosoft.com"
  initial_password = "Choose-1-yourself"

  people = {
    "ada.lovelace" = "Ada Lovelace"
    "grace.hopper" = "Grace Hopper"
  }
}

run "apply" {
  assert {
    condition     = microsoft365_group.team.security_enabled
    error_message = "The team's group must be usable for access."
  }

  assert {
    condition     = length(microsoft365_group_member.people) == 2
    error_message = "Both people must be members."
  }

  assert {
    condition     = microsoft365_user.people["ada.lovelace"].department == "Engineering"
    error_message = "A user's department must be the team."
  }
}

run "nothing_is_left_to_do" {
  command = plan

  # An object that the plan would replace has no id yet.
  assert {
    condition     = microsoft365_group.team.id != ""
    error_message = "The second plan must keep the group."
  }
}

run "one_leaves" {
  variables {
    people = { "grace.hopper" = "Grace Hopper" }
  }

  assert {
    condition     = join(" ", keys(microsoft365_group_member.people)) == "grace.hopper"
    error_message = "Grace alone must be left."
  }
}

run "names_begin_with_a_capital_letter" {
  command = plan

  variables {
    name = "engineering"
  }

  expect_failures = [var.name]
}
