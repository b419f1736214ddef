#!/bin/sh
# Copyright (c) terraform-provider-microsoft365 authors
# SPDX-License-Identifier: MPL-2.0

# Fetches the source of beta's types into the folder that is named, unless it is
# there. That of v1.0 cannot be fetched again later: Microsoft serves only the
# present one, at https://graph.microsoft.com/v1.0/$metadata.
set -eu
folder=$1
package=@microsoft/microsoft-graph-types-beta@0.44.0-preview

[ -f "$folder/beta.d.ts" ] && exit 0
command -v npm >/dev/null || { echo 'npm is missing. Install it: sudo apt install npm' >&2; exit 1; }
mkdir -p "$folder"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm pack --silent --pack-destination "$work" "$package" >/dev/null
tar -xzf "$work"/*.tgz -C "$work" package/microsoft-graph.d.ts
mv "$work/package/microsoft-graph.d.ts" "$folder/beta.d.ts"
