#!/bin/sh
# Writes what docs/reference holds of the data and the settings. A command that fails leaves the old page as it is.
set -eu

cd "$(dirname "$0")/.."
. scripts/python.sh

# Usage: write <page> <fortnight's arguments ...>
write() {
    page=docs/reference/$1.md
    new=$page.new
    shift
    .venv/bin/fortnight "$@" --markdown >"$new" || fail "$page was not written: see the lines above."
    mv "$new" "$page"
    echo "Docs: $page is up to date."
}

mkdir -p docs/reference
new=
trap 'rm -f "$new"' EXIT
write rules rules
write cases rules --cases tests/cases
write settings settings
write limits limits
write signs signs score tests/cases/held-out-messages.jsonl
