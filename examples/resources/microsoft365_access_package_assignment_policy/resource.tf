resource "microsoft365_access_package_catalog" "archive" {
  display_name = "Archive"
}

resource "microsoft365_access_package" "manuscripts" {
  catalog_id   = microsoft365_access_package_catalog.archive.id
  display_name = "Manuscripts"
}

resource "microsoft365_group" "researchers" {
  display_name = "Researchers"
}

resource "microsoft365_group" "archivists" {
  display_name = "Archivists"
}

# A researcher asks for it, or the manager for a researcher. The manager decides, and after a
# week an archivist.
resource "microsoft365_access_package_assignment_policy" "example" {
  access_package_id    = microsoft365_access_package.manuscripts.id
  display_name         = "Researchers"
  description          = "Access for half a year, with the consent of the manager."
  allowed_target_scope = "specificDirectoryUsers"
  specific_allowed_targets = [{
    group_members = { group_id = microsoft365_group.researchers.id }
  }]
  expiration = {
    type     = "afterDuration"
    duration = "P180D"
  }
  requestor_settings = {
    enable_targets_to_self_add_access         = true
    enable_targets_to_self_remove_access      = true
    enable_on_behalf_requestors_to_add_access = true
    on_behalf_requestors                      = [{ target_manager = { manager_level = 1 } }]
  }
  request_approval_settings = {
    is_approval_required_for_add = true
    stages = [{
      duration_before_automatic_denial = "P14D"
      primary_approvers                = [{ manager = { manager_level = 1 } }]
      fallback_primary_approvers       = [{ group_members = { group_id = microsoft365_group.archivists.id } }]
      is_escalation_enabled            = true
      duration_before_escalation       = "P7D"
      escalation_approvers             = [{ group_members = { group_id = microsoft365_group.archivists.id } }]
      fallback_escalation_approvers    = [{ group_members = { group_id = microsoft365_group.archivists.id } }]
    }]
  }
}
