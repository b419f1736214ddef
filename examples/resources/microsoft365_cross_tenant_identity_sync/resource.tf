resource "microsoft365_cross_tenant_access_partner" "subsidiary" {
  tenant_id = "9c5d131d-b1c3-4fc4-9e3f-c6557947d551"
}

resource "microsoft365_cross_tenant_identity_sync" "example" {
  tenant_id    = microsoft365_cross_tenant_access_partner.subsidiary.tenant_id
  display_name = "Fabrikam"
  user_sync_inbound = {
    is_sync_allowed = true
  }
}
