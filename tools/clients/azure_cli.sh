#!/bin/sh
# Drives the local tenant with Azure's command line, which knows only the real
# host names: run it inside `m365 tenant exec --proxy`.
set -eu

# Without the proxy, az would ask Microsoft.
case ${HTTPS_PROXY-} in
http://127.0.0.1:*) unset NO_PROXY no_proxy ;;
*)
	echo 'HTTPS_PROXY is no address on loopback. Run: m365 tenant exec --proxy -- tools/clients/azure_cli.sh' >&2
	exit 1
	;;
esac

AZURE_CONFIG_DIR=$(mktemp -d)
trap 'rm -rf "$AZURE_CONFIG_DIR"' EXIT INT TERM
export AZURE_CONFIG_DIR AZURE_CORE_COLLECT_TELEMETRY=no AZURE_CORE_ONLY_SHOW_ERRORS=yes AZURE_CORE_OUTPUT=tsv

# same WHAT GOT WANT
same() {
	[ "$2" = "$3" ] || { echo "$1: got '$2', want '$3'" >&2; exit 1; }
	echo "ok: $1"
}

# sign_in CLIENT-ID SECRET
sign_in() {
	az login --service-principal -u "$1" -p "$2" --tenant "$ARM_TENANT_ID" --allow-no-subscriptions --query '[0].user.name'
}

domain=contoso.onmicrosoft.com graph=https://graph.microsoft.com/v1.0
same 'login with a client secret' "$(sign_in "$ARM_CLIENT_ID" "$ARM_CLIENT_SECRET")" "$ARM_CLIENT_ID"

user=$(az ad user create --display-name 'Ada Lovelace' --user-principal-name "ada@$domain" --password Choose-1-yourself --query id)
az ad user update --id "$user" --display-name 'Ada King'
same 'user create, update, show' "$(az ad user show --id "ada@$domain" --query displayName)" 'Ada King'

az ad group create --display-name Engineering --mail-nickname engineering > /dev/null
az ad group member add --group Engineering --member-id "$user"
same 'group create, member add, check' "$(az ad group member check --group Engineering --member-id "$user" --query value)" true
az ad group owner add --group Engineering --owner-object-id "$user"
same 'group owner add, list' "$(az ad group owner list --group Engineering --query '[].displayName')" 'Ada King'
az ad group member remove --group Engineering --member-id "$user"
same 'group member remove, list' "$(az ad group member list --group Engineering --query '[].displayName')" ''

app=$(az ad app create --display-name Deployment --query appId)
same 'sp create' "$(az ad sp create --id "$app" --query appId)" "$app"
az ad app federated-credential create --id "$app" --parameters '{
  "name": "production",
  "issuer": "https://token.actions.githubusercontent.com",
  "subject": "repo:contoso/infrastructure:environment:production",
  "audiences": ["api://AzureADTokenExchange"]
}' > /dev/null
same 'app create, federated-credential create, list' "$(az ad app federated-credential list --id "$app" --query '[].name')" production
az ad app owner add --id "$app" --owner-object-id "$user"
same 'app owner add, list' "$(az ad app owner list --id "$app" --query '[].displayName')" 'Ada King'
az ad app permission add --id "$app" --api 00000003-0000-0000-c000-000000000000 \
	--api-permissions 5b567255-7703-4780-807c-7be8301ae99b=Role e1fe6dd8-ba31-4d61-89e7-88639da4683d=Scope 2> /dev/null
az ad app permission admin-consent --id "$app"
same 'app permission add, admin-consent, list-grants' "$(az ad app permission list-grants --id "$app" --query '[].scope')" User.Read
secret=$(az ad app credential reset --id "$app" --query password)

az rest --method POST --uri "$graph/groups" --body '{"displayName":"Rest","mailEnabled":false,"mailNickname":"rest","securityEnabled":true}' > /dev/null
same 'rest' "$(az rest --method GET --uri "$graph/groups?\$filter=displayName eq 'Rest'" --query 'value[].mailNickname')" rest

az ad group delete --group Engineering
az ad user delete --id "$user"
same 'group delete, user delete' "$(az rest --method GET --uri "$graph/directory/deletedItems/microsoft.graph.user" --query 'value[].id')" "$user"

same 'app credential reset, login with the new secret' "$(sign_in "$app" "$secret")" "$app"
az ad group list > /dev/null
echo 'ok: it reads what was consented to'
az ad user list > /dev/null 2>&1 && { echo 'an application could read what was not consented to' >&2; exit 1; }
echo 'ok: what was not consented to is refused'
