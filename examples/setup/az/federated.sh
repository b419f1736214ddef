#!/bin/sh
# Federated mode: an app registration with Microsoft Graph's application permissions,
# which trusts a user-assigned identity. It may be run again, to add permissions too.
#
#   federated.sh PRINCIPAL-ID APP-NAME [PERMISSION...]
#
# PRINCIPAL-ID is printed by identity.sh. Without permissions it grants those for
# users, groups and Conditional Access.
set -eu
here=$(dirname "$0")
# shellcheck source=examples/setup/az/functions.sh
. "$here/functions.sh"
[ $# -ge 2 ] || fail "usage: federated.sh PRINCIPAL-ID APP-NAME [PERMISSION...]"
identity=$1 name=$2
shift 2
# shellcheck disable=SC2086 # a list of words
[ $# -gt 0 ] || set -- $first_permissions

case $(value cloud show --query name) in
AzureUSGovernment) audience=api://AzureADTokenExchangeUSGov ;;
AzureChinaCloud) audience=api://AzureADTokenExchangeChina ;;
*) audience=api://AzureADTokenExchange ;;
esac
authority=$(value cloud show --query endpoints.activeDirectory)
tenant=$(value account show --query tenantId)

app=$(value ad app list --display-name "$name" --query "[?displayName=='$name'].appId")
case $app in
'') app=$(value ad app create --display-name "$name" --sign-in-audience AzureADMyOrg --query appId) ;;
*[![:alnum:]-]*) fail "Several applications are called $name." ;;
esac
principal=$(value ad sp list --filter "appId eq '$app'" --query '[].id')
[ -n "$principal" ] || principal=$(value ad sp create --id "$app" --query id)

trusted=$(value ad app federated-credential list --id "$app" --query "[?subject=='$identity'].id")
[ -n "$trusted" ] || value ad app federated-credential create --id "$app" --parameters "{
  \"name\": \"identity-$identity\",
  \"issuer\": \"${authority%/}/$tenant/v2.0\",
  \"subject\": \"$identity\",
  \"audiences\": [\"$audience\"]
}" > /dev/null

grant "$principal" "$@"
cat << END

provider "microsoft365" {
  auth_method = "managed_identity"
  tenant_id   = "$tenant"
  client_id   = "$app"
}

END
try_out "$tenant" "$app"
