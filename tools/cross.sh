#!/bin/sh
# Compiles the tests of every package that has some for the system in GOOS and GOARCH, and keeps none.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
go test -c -o "$work/" ./...
