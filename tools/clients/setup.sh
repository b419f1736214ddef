#!/bin/sh
# Runs what examples/setup/az does in Entra, against the local tenant: run it inside
# `m365 tenant exec --proxy`. M365 is the companion program.
set -eu
case ${HTTPS_PROXY-} in
http://127.0.0.1:*) unset NO_PROXY no_proxy ;;
*)
	echo 'HTTPS_PROXY is no address on loopback. Run: m365 tenant exec --proxy -- tools/clients/setup.sh' >&2
	exit 1
	;;
esac
setup=$(dirname "$0")/../../examples/setup/az
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
export AZURE_CONFIG_DIR="$work/az" AZURE_CORE_COLLECT_TELEMETRY=no AZURE_CORE_ONLY_SHOW_ERRORS=yes

# same WHAT GOT WANT
same() {
	[ "$2" = "$3" ] || { echo "$1: got '$2', want '$3'" >&2; exit 1; }
	echo "ok: $1"
}

# holds WHAT FILE TEXT
holds() {
	grep -qF "$3" "$2" || { echo "$1: '$3' is not in:" >&2; cat "$2" >&2; exit 1; }
	echo "ok: $1"
}

# granted PRINCIPAL
granted() {
	az rest --method GET --uri "https://graph.microsoft.com/v1.0/servicePrincipals/$1/appRoleAssignments" --query 'length(value)' --output tsv
}

az login --service-principal -u "$ARM_CLIENT_ID" -p "$ARM_CLIENT_SECRET" --tenant "$ARM_TENANT_ID" --allow-no-subscriptions > /dev/null
identity=$(az ad sp list --filter "servicePrincipalType eq 'ManagedIdentity'" --query '[-1].id' --output tsv)

before=$(granted "$identity")
"$setup/direct.sh" "$identity" Mail.Send Calendars.Read > "$work/first"
same 'direct: permissions are granted' "$(granted "$identity")" $((before + 2))
"$setup/direct.sh" "$identity" Mail.Send Calendars.Read > "$work/second"
same 'direct: a second run grants nothing' "$(granted "$identity")" $((before + 2))
holds 'direct: prints the provider block' "$work/second" "tenant_id   = \"$ARM_TENANT_ID\""
holds 'direct: says what is there already' "$work/second" 'has      Mail.Send'
"$setup/direct.sh" "$identity" Group.Enchant.All > "$work/unknown" 2>&1 && { echo 'an unknown permission was taken' >&2; exit 1; }
holds 'direct: names a permission that does not exist' "$work/unknown" 'no application permission Group.Enchant.All'

"$setup/federated.sh" "$identity" terraform-m365 > "$work/first"
"$setup/federated.sh" "$identity" terraform-m365 Mail.Send > "$work/second"
app=$(az ad app list --display-name terraform-m365 --query '[].appId' --output tsv)
same 'federated: one app' "$(echo "$app" | wc -l)" 1
holds 'federated: prints the provider block' "$work/second" "client_id   = \"$app\""
same 'federated: one credential' "$(az ad app federated-credential list --id "$app" --query '[].subject' --output tsv)" "$identity"
same 'federated: permissions are granted, and added to' "$(granted "$(az ad sp show --id "$app" --query id --output tsv)")" 6

mkdir "$work/configuration"
cat > "$work/configuration/main.tf" << 'END'
resource "microsoft365_role_scope_tag" "branch" {
  display_name = "Branch"
}
END
"$M365" permissions "$work/configuration" --grant az > "$work/grant.sh"
principal=$(az ad sp show --id "$app" --query id --output tsv)
sh "$work/grant.sh" "$principal" > "$work/first"
holds 'm365 permissions: what a configuration takes is granted' "$work/first" 'gets DeviceManagementConfiguration.ReadWrite.All'
same 'm365 permissions: and nothing else' "$(granted "$principal")" 7
sh "$work/grant.sh" "$principal" > "$work/second"
holds 'm365 permissions: a second run grants nothing' "$work/second" 'has DeviceManagementConfiguration.ReadWrite.All'

M365_MANAGED_IDENTITY_ID=$(az ad sp show --id "$identity" --query appId --output tsv)
export M365_MANAGED_IDENTITY_ID
M365_AUTH_METHOD=managed_identity M365_CLIENT_ID=$app "$M365" doctor > "$work/doctor" || { cat "$work/doctor" >&2; exit 1; }
echo 'ok: the identity signs in as the app'
