#!/bin/sh
# Makes a release as the workflow does: the archives with their bills of materials
# and, where a key is named, the signatures. Nothing is published.
# Usage: release.sh VERSION FOLDER CYCLONEDX-GOMOD
# RELEASE_PLATFORMS: a list such as linux/amd64,windows/arm64, instead of all.
# GPG_FINGERPRINT: the key that signs the lists of sums.
set -eu
version=$1 out=$2 bill=$3

go mod verify
go run ./tools/release -version "$version" -out "$out" -bill "$bill" ${RELEASE_PLATFORMS:+-platforms "$RELEASE_PLATFORMS"}
if [ -n "${GPG_FINGERPRINT:-}" ]; then
	for sums in "$out"/*_SHA256SUMS; do
		gpg --batch --local-user "$GPG_FINGERPRINT" --output "$sums.sig" --detach-sign "$sums"
	done
fi
(cd "$out" && sha256sum --check --quiet ./*_SHA256SUMS)
ls -l "$out"
