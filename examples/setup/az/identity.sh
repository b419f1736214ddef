#!/bin/sh
# Makes a user-assigned identity, gives it to what runs Terraform, and prints its ids.
# It may be run again: what is there stays.
#
#   identity.sh RESOURCE-GROUP IDENTITY LOCATION [HOST NAME [MORE...]]
#
#   vm NAME                     an existing virtual machine
#   container NAME IMAGE [VARIABLE=VALUE...]
#                               a container group, made here, that runs IMAGE once, with
#                               variables that Azure does not show
#   container-app-job NAME      an existing job of Container Apps
#   webapp NAME                 an existing web app or function app
#
# An agent of Azure DevOps or GitHub that you run yourself is a virtual machine or a
# container group like any other: its image wants variables such as AZP_URL, AZP_POOL and
# AZP_TOKEN. Takes a Contributor of the resource group.
set -eu
here=$(dirname "$0")
# shellcheck source=examples/setup/az/functions.sh
. "$here/functions.sh"
[ $# -ge 3 ] || fail "usage: identity.sh RESOURCE-GROUP IDENTITY LOCATION [vm|container|container-app-job|webapp NAME [IMAGE]]"
group=$1 identity=$2 location=$3 host=${4-} name=${5-} image=${6-}
[ -z "$host" ] || [ -n "$name" ] || fail "$host needs a name"

[ "$(value group exists --name "$group")" = true ] || value group create --name "$group" --location "$location" > /dev/null
value identity show --resource-group "$group" --name "$identity" > /dev/null 2>&1 ||
	value identity create --resource-group "$group" --name "$identity" --location "$location" > /dev/null
resource=$(value identity show --resource-group "$group" --name "$identity" --query id)

case $host in
'') ;;
vm)
	value vm identity assign --resource-group "$group" --name "$name" --identities "$resource" > /dev/null
	;;
container)
	[ -n "$image" ] || fail "container needs an image"
	shift 6
	value container create --resource-group "$group" --name "$name" --image "$image" --location "$location" \
		--os-type Linux --cpu 1 --memory 1.5 --restart-policy Never --assign-identity "$resource" \
		${1+--secure-environment-variables "$@"} > /dev/null
	;;
container-app-job)
	value containerapp job identity assign --resource-group "$group" --name "$name" --user-assigned "$resource" > /dev/null
	;;
webapp)
	value webapp identity assign --resource-group "$group" --name "$name" --identities "$resource" > /dev/null
	;;
*)
	fail "$host is none of vm, container, container-app-job, webapp"
	;;
esac

cat << END
principal id (for direct.sh and federated.sh): $(value identity show --resource-group "$group" --name "$identity" --query principalId)
client id (managed_identity_id, if there are several): $(value identity show --resource-group "$group" --name "$identity" --query clientId)
END
