#!/bin/sh
# Lays the provider out as Terraform and OpenTofu expect it in a mirror on disk.
# Usage: mirror.sh PROVIDER-BINARY FOLDER
set -eu
platform=$(go env GOOS)_$(go env GOARCH)
for host in registry.terraform.io registry.opentofu.org; do
	version=$2/$host/terraform-provider-microsoft365/microsoft365/0.0.1/$platform
	mkdir -p "$version"
	cp "$1" "$version/terraform-provider-microsoft365_v0.0.1"
done
