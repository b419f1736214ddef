#!/bin/sh
# Runs examples/quickstart against the local tenant: apply, an empty second
# plan, destroy; first with the identity itself, then federated with an app.
# Usage: demo.sh FOLDER-OF-BINARIES TERRAFORM-OR-TOFU
set -eu
bin=$1 terraform=$2
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

# The provider is installed from a mirror on disk; nothing is downloaded.
platform=$(go env GOOS)_$(go env GOARCH)
for host in registry.terraform.io registry.opentofu.org; do
	folder=$work/mirror/$host/terraform-provider-microsoft365/microsoft365/0.0.1/$platform
	mkdir -p "$folder"
	ln -s "$bin/terraform-provider-microsoft365" "$folder/terraform-provider-microsoft365_v0.0.1"
done
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

play direct M365_CLIENT_ID=
play federated M365_CLIENT_ID=22222222-2222-4222-8222-222222222222 M365_MANAGED_IDENTITY_ID=11111111-1111-4111-8111-111111111111
printf '\nBoth modes applied, planned empty and destroyed.\n'
