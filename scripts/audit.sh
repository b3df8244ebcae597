#!/bin/sh
# Asks the open database of weaknesses (OSV) about every package in requirements/dev.txt, which holds the run set.
# Exit code: 0 nothing known, 1 something is known, 2 the question was not answered. Silence never counts as a pass.
# PIP_AUDIT names another pip-audit; ours is the one of requirements/audit.txt.
set -eu

cd "$(dirname "$0")/.."
tool=${PIP_AUDIT:-.venv-audit/bin/pip-audit}
locks=requirements/dev.txt
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
trap 'exit 130' INT TERM HUP

# No package is fetched: the locks name every version, and hashes stand in them.
status=0
"$tool" --requirement "$locks" --require-hashes --disable-pip --vulnerability-service osv --timeout 20 \
    --progress-spinner off --format json --output "$room/answer" >"$room/log" 2>&1 || status=$?

# pip-audit ends with 1 for a weakness as for a network that is missing; its answer is written only when there is one.
if [ ! -s "$room/answer" ]; then
    grep -v '^ ' "$room/log" | tail -n 1 >&2
    echo "fortnight: Not audited: the database of weaknesses did not answer, so nothing is known about these packages." \
        "Check the network and run make audit again." >&2
    exit 2
fi
if [ "$status" -ne 0 ]; then
    cat "$room/answer"
    echo
    echo "fortnight: A locked package has a known weakness: see vulns above. Raise it (make lock), or say in" \
        "docs/explanation/security.md why it does not touch the site." >&2
    exit 1
fi
if grep -q '"skip_reason"' "$room/answer"; then
    cat "$room/answer"
    echo
    echo "fortnight: Not audited as a whole: packages with a skip_reason above were left out." >&2
    exit 2
fi
echo "Audited: nothing is known against the packages of $locks."
