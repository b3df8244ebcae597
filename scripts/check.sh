#!/bin/sh
# Runs every check, the quick ones first, and stops at the first that fails. Two of them at a time where one core each
# is enough.
set -eu

cd "$(dirname "$0")/.."
. scripts/python.sh
. scripts/checks.sh

LABELS=tests/cases/labels.jsonl

# Usage: is_current <page> <fortnight's arguments ...>
# A page of the reference says what it is generated from says.
is_current() {
    current=docs/reference/$1.md
    shift
    "$bin/fortnight" "$@" --markdown | diff -u "$current" -
}

# Django's own commands, on a data folder that is thrown away, as behind TLS.
django() {
    FORTNIGHT_DATA=$room/data FORTNIGHT_ADDRESS=https://fortnight.example.org \
        "$bin/python" -m fortnight.web.project "$@"
}

PYTHON_OF_TESTS=$bin/python
# What a first start of the site makes is made once for all the tests that copy it.
ROOM_OF_TESTS=$room
export PYTHON_OF_TESTS ROOM_OF_TESTS
sh scripts/needs.sh
# mypy takes one of two cores for longer than the checks with one process: the proxies, which wait a lot, fill the rest.
beside types "$bin/mypy" --strict --no-error-summary
first_checks
# A minute of texts drawn anew, on whatever the checks and tests with one process leave idle: nothing waits for it.
beside fuzzing nice -n 19 "$bin/python" -m tests.fuzz
check "docs: the list of rules says what the data says" "Put right by: make docs" \
    is_current rules rules
check "docs: the page of cases says what a clinician reviews" "Put right by: make docs" \
    is_current cases rules --cases tests/cases
check "docs: the list of settings says what the site listens to" "Put right by: make docs" \
    is_current settings settings
check "docs: the list of limits says what the site lets in" "Put right by: make docs" \
    is_current limits limits
check "docs: the page of signs says how well each is heard" "Put right by: make docs (after a change of words: make signs)" \
    is_current signs signs score tests/cases/held-out-messages.jsonl
check "templates: djlint's rules hold" "See the lines above." \
    "$bin/djlint" src/fortnight/web --lint --quiet
check "tables: each change of a model has its migration" "Put right by: .venv/bin/python -m fortnight.web.project makemigrations" \
    django makemigrations --check --dry-run
check "deployment: Django has nothing to say against the settings behind TLS" "See the lines above." \
    django check --deploy --fail-level WARNING
check "labels: at least 99 % of ingredients found, 99 % of found ones right" "The lines above name the labels." \
    "$bin/fortnight" labels score "$LABELS" --min-recall 99 --min-precision 99
# By file, since each proxy and each environment is made once for its file.
tests "behind nginx, Caddy and HAProxy, and the units of systemd; what the wheel brings" \
    "$bin/python" -m pytest -q -n 2 --dist loadfile tests/deploy tests/install
check "types: mypy --strict over src and tests (beside the others)" "See the lines above." \
    outcome types
tests "the core, the commands, the repository and the examples in the core" \
    "$bin/python" -m pytest -q -n 2 --dist worksteal -p no:django -p tests.plain \
    tests/core tests/properties tests/cli tests/repo src --ignore=src/fortnight/web
tests "the site on SQLite" \
    "$bin/python" -m pytest -q -n 2 --dist worksteal tests/web src/fortnight/web
tests "the site on PostgreSQL, where it may differ" \
    sh scripts/postgres.sh "$bin/python" -m pytest -q -n 2 --dist worksteal @tests/web/on_postgres.txt
tests "journeys in a browser on the real server" \
    "$bin/python" -m pytest -q -n 2 --dist loadgroup tests/browser
check "fuzzing: no parser of foreign text raised in a minute (beside the others)" \
    "Add the text to tests/fuzz_findings.toml." outcome fuzzing
printf '%s\n' "$output"
echo "All checks passed ($(took "$start"))."
