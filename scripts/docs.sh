#!/bin/sh
# Writes docs/reference/rules.md from the data. A command that fails leaves the old page as it is.
set -eu

cd "$(dirname "$0")/.."
. scripts/python.sh

page=docs/reference/rules.md
mkdir -p "$(dirname "$page")"
trap 'rm -f "$page.new"' EXIT
.venv/bin/fortnight rules --markdown >"$page.new" || fail "$page was not written: see the lines above."
mv "$page.new" "$page"
echo "Docs: $page is up to date."
