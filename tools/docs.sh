#!/bin/sh
# Generates the pages of the registry into a folder, from the definitions, the
# examples and the templates.
# Usage: docs.sh FOLDER-OF-BINARIES TERRAFORM-OR-TOFU FOLDER
set -eu
bin=$1 terraform=$2 folder=$3
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

"$root/tools/mirror.sh" "$bin/terraform-provider-microsoft365" "$work/mirror"
cat > "$work/terraform.rc" <<EOF
provider_installation {
  filesystem_mirror {
    path = "$work/mirror"
  }
}
EOF
cat > "$work/main.tf" <<EOF
terraform {
  required_providers {
    microsoft365 = { source = "terraform-provider-microsoft365/microsoft365" }
  }
}
EOF
export TF_CLI_CONFIG_FILE="$work/terraform.rc" CHECKPOINT_DISABLE=1
"$terraform" -chdir="$work" init -input=false > /dev/null
# The generator knows providers of the namespace hashicorp, and Terraform's registry.
"$terraform" -chdir="$work" providers schema -json |
	sed 's#registry\.[a-z]*\.[a-z]*/terraform-provider-microsoft365/#registry.terraform.io/hashicorp/#' > "$work/schema.json"
cp -r "$root/templates" "$root/examples" "$work"
(cd "$root" && go run ./tools/pages "$work/schema.json" "$work/templates" "$work/examples")
"$bin/tfplugindocs" generate --provider-dir "$work" --provider-name microsoft365 --rendered-provider-name "Microsoft 365" \
	--providers-schema "$work/schema.json" --rendered-website-dir docs
"$bin/tfplugindocs" validate --provider-dir "$work" --provider-name microsoft365 --providers-schema "$work/schema.json" > "$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
# The folder holds pages for contributors too, which nobody generates.
for page in "$work"/docs/*; do
	rm -rf "${folder:?}/$(basename "$page")"
	mkdir -p "$folder"
	cp -r "$page" "$folder"
done
