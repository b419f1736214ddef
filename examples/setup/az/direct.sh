#!/bin/sh
# Direct mode: grants Microsoft Graph's application permissions to a managed identity.
# Run it before Terraform signs in for the first time, since Azure keeps the tokens of
# an identity for up to a day, with the permissions that it had. It may be run again.
#
#   direct.sh PRINCIPAL-ID [PERMISSION...]
#
# PRINCIPAL-ID is printed by identity.sh or, for a system-assigned identity, by
#   az vm identity show --resource-group GROUP --name VM --query principalId
# Without permissions it grants those for users, groups and Conditional Access.
set -eu
here=$(dirname "$0")
# shellcheck source=examples/setup/az/functions.sh
. "$here/functions.sh"
[ $# -ge 1 ] || fail "usage: direct.sh PRINCIPAL-ID [PERMISSION...]"
identity=$1
shift
# shellcheck disable=SC2086 # a list of words
[ $# -gt 0 ] || set -- $first_permissions

grant "$identity" "$@"
tenant=$(value account show --query tenantId)
cat << END

provider "microsoft365" {
  auth_method = "managed_identity"
  tenant_id   = "$tenant"
}

END
try_out "$tenant"
