#!/bin/sh
# Runs examples/quickstart against the local tenant: apply, an empty second
# plan, destroy; first with the identity itself, then federated with an app.
# Usage: demo.sh FOLDER-OF-BINARIES TERRAFORM-OR-TOFU
set -eu
bin=$1 terraform=$2
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

# The provider's own variables would choose another identity; those of other tools do not.
unset M365_CLIENT_ID M365_MANAGED_IDENTITY_ID M365_MANAGED_IDENTITY_ID_TYPE

# The provider is installed from a mirror on disk; nothing is downloaded.
"$root/tools/mirror.sh" "$bin/terraform-provider-microsoft365" "$work/mirror"
cat > "$work/terraform.rc" <<EOF
provider_installation {
  filesystem_mirror {
    path = "$work/mirror"
  }
}
EOF
export TF_CLI_CONFIG_FILE="$work/terraform.rc" TF_IN_AUTOMATION=1 CHECKPOINT_DISABLE=1
TF_VAR_initial_password=Demo-$(od -An -N8 -tx1 /dev/urandom | tr -d " ")
export TF_VAR_initial_password

# $1 is the mode; the other arguments are variables for the run.
play() {
	mode=$1
	shift
	printf '\n=== managed identity, %s ===\n' "$mode"
	mkdir "$work/$mode"
	cp "$root"/examples/quickstart/*.tf "$work/$mode"
	# shellcheck disable=SC2016 # the inner shell expands it
	"$bin/m365" tenant exec -- env "$@" sh -euc '
		terraform=$1
		cd "$2"
		"$terraform" init -input=false
		"$terraform" apply -input=false -auto-approve
		echo "--- the second plan is empty:"
		"$terraform" plan -input=false -detailed-exitcode
		"$terraform" destroy -input=false -auto-approve
	' demo "$terraform" "$work/$mode"
}

play direct
play federated M365_CLIENT_ID=22222222-2222-4222-8222-222222222222 M365_MANAGED_IDENTITY_ID=11111111-1111-4111-8111-111111111111
printf '\nBoth modes applied, planned empty and destroyed.\n'
