#!/bin/sh
# Writes docs/reference/sbom.cdx.json from requirements/run.txt: the same lock gives the same file, to the byte.
set -eu

cd "$(dirname "$0")/.."
. scripts/python.sh
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
trap 'exit 130' INT TERM HUP

unset SOURCE_DATE_EPOCH || true
.venv-audit/bin/cyclonedx-py requirements requirements/run.txt --output-reproducible --of JSON \
    --output-file "$room/whole.json" 2>"$room/log" || {
    tail -n 5 "$room/log" >&2
    fail "The list of parts was not written: see the lines above."
}
.venv-audit/bin/python scripts/sbom.py "$room/whole.json" >"$room/sbom.json"
mv "$room/sbom.json" docs/reference/sbom.cdx.json
echo "Written: docs/reference/sbom.cdx.json"
