# shellcheck shell=sh
# What identity.sh, direct.sh and federated.sh share; they read it.

graph_app=00000003-0000-0000-c000-000000000000

# These manage a first user, group and Conditional Access policy. The page of every
# object names what it takes.
# shellcheck disable=SC2034 # direct.sh and federated.sh read it
first_permissions='User.ReadWrite.All Group.ReadWrite.All Application.Read.All Policy.Read.All Policy.ReadWrite.ConditionalAccess'

fail() {
	echo "$*" >&2
	exit 1
}

# az prints values and nothing else.
value() { az "$@" --output tsv --only-show-errors; }

# graph is the address of Microsoft Graph in the cloud that az is set to.
graph() {
	address=$(value cloud show --query endpoints.microsoftGraphResourceId)
	echo "${address%/}/v1.0"
}

# grant PRINCIPAL_ID PERMISSION...: application permissions of Microsoft Graph. What is
# granted already stays as it is. Takes a Privileged Role Administrator.
grant() {
	principal=$1
	shift
	graph=$(graph)
	resource=$(value ad sp show --id "$graph_app" --query id)
	for permission; do
		role=$(value ad sp show --id "$graph_app" --query "appRoles[?value=='$permission' && contains(allowedMemberTypes, 'Application')].id")
		[ -n "$role" ] || fail "Microsoft Graph has no application permission $permission. Is it spelt as on the object's page?"
		granted=$(value rest --method GET --uri "$graph/servicePrincipals/$principal/appRoleAssignments" --query "value[?appRoleId=='$role' && resourceId=='$resource'].id")
		if [ -n "$granted" ]; then
			echo "has      $permission"
			continue
		fi
		value rest --method POST --uri "$graph/servicePrincipals/$principal/appRoleAssignments" \
			--body "{\"principalId\":\"$principal\",\"resourceId\":\"$resource\",\"appRoleId\":\"$role\"}" > /dev/null
		echo "granted  $permission"
	done
}

# try_out: the sign-in step by step, where the identity is; elsewhere only how to.
try_out() {
	if command -v m365 > /dev/null && [ "${M365_AUTH_METHOD-}" = managed_identity ]; then
		M365_TENANT_ID=$1 m365 doctor
	else
		echo "On the machine, see whether it works:"
		echo "  M365_AUTH_METHOD=managed_identity M365_TENANT_ID=$1${2:+ M365_CLIENT_ID=$2} m365 doctor"
	fi
}
