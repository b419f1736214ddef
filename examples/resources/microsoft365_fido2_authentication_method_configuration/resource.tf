resource "microsoft365_fido2_authentication_method_configuration" "example" {
  state                                = "enabled"
  include_targets                      = [{ id = "all_users" }]
  is_self_service_registration_allowed = true
  is_attestation_enforced              = true

  key_restrictions = {
    is_enforced      = true
    enforcement_type = "allow"
    aa_guids = [
      "90a3ccdf-635c-4729-a248-9b709135078f", # Microsoft Authenticator for iOS
      "de1e552d-db1d-4423-a619-566b625cdc84", # Microsoft Authenticator for Android
    ]
  }
}
