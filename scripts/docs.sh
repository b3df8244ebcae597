#!/bin/sh
# Writes what docs/reference holds of the data and the settings. A command that fails leaves the old page as it is.
set -eu

cd "$(dirname "$0")/.."
. scripts/python.sh

mkdir -p docs/reference
new=
trap 'rm -f "$new"' EXIT
for name in rules settings; do
    page=docs/reference/$name.md
    new=$page.new
    .venv/bin/fortnight "$name" --markdown >"$new" || fail "$page was not written: see the lines above."
    mv "$new" "$page"
    echo "Docs: $page is up to date."
done
