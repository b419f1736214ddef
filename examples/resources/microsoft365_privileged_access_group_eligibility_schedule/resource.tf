resource "microsoft365_group" "vault" {
  display_name = "Vault"
}

resource "microsoft365_group" "keepers" {
  display_name = "Keepers of the vault"
}

resource "microsoft365_privileged_access_group_eligibility_schedule" "example" {
  group_id     = microsoft365_group.vault.id
  access_id    = "member"
  principal_id = microsoft365_group.keepers.id
  schedule_info = {
    expiration = {
      type     = "afterDuration"
      duration = "P365D"
    }
  }
}
