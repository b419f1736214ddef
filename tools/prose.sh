#!/bin/sh
# Lints all pages, and looks for misspelt words in everything that is written by hand.
# Usage: prose.sh, in the project's folder.
set -eu
(cd tools/markdown && npm ci --ignore-scripts --no-audit --no-fund > /dev/null)
lint=tools/markdown/node_modules/.bin/markdownlint-cli2
generated='docs/resources docs/data-sources docs/list-resources docs/functions'
git ls-files '*.md' | grep -v -E "^($(echo "$generated" | tr ' ' '|'))/|^changes/" | xargs "$lint" --config tools/markdown/written.markdownlint-cli2.jsonc
for folder in $generated; do
	[ -d "$folder" ] || continue
	"$lint" --config tools/markdown/generated.markdownlint-cli2.jsonc "$folder/*.md"
done
# Lists of Graph's names, checksums and what tests misspell on purpose are not prose.
git ls-files | grep -v -E '\.(gz|sum|json|lock|csdl|mod)$|testdata/|(words|spelling|control)_test\.go$|^internal/tenant/graph/rules_' |
	xargs codespell --quiet-level 3 --ignore-words tools/words.txt
