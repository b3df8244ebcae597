#!/bin/sh
# Runs every check, the quick ones first, and stops at the first that fails.
set -eu

cd "$(dirname "$0")/.."
. scripts/python.sh

bin=$(pwd)/.venv/bin
LABELS=tests/cases/labels.jsonl

# sh counts whole seconds only, and most checks take less.
tenths() {
    "$bin/python" -I -S -c 'import time; print(int(time.monotonic() * 10))'
}

took() {
    spent=$(($(tenths) - $1))
    echo "$((spent / 10)).$((spent % 10)) s"
}

# Usage: check <what it does> <how to put it right> <command ...>
# The command's output is shown when it fails; a check that passes is one line.
check() {
    what=$1
    remedy=$2
    shift 2
    began=$(tenths)
    if output=$("$@" 2>&1); then
        echo "ok    $what ($(took "$began"))"
    else
        printf '%s\n' "$output"
        echo "FAIL  $what ($(took "$began"))"
        fail "The checks stopped here. $remedy"
    fi
}

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

# Usage: tests <what they are about> <pytest's arguments ...>
# The last line tells how many there were.
tests() {
    what=$1
    shift
    check "tests: $what" "See the lines above." "$@"
    printf '%s\n' "$output" | tail -n 1
}

room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
trap 'exit 130' INT TERM HUP
PYTHON_OF_TESTS=$bin/python
export PYTHON_OF_TESTS
sh scripts/needs.sh
start=$(tenths)
check "format: the code is laid out by ruff" "Put right by: .venv/bin/ruff format" \
    "$bin/ruff" format --check --quiet --diff .
check "lint: ruff's rules hold" "Often put right by: .venv/bin/ruff check --fix" \
    "$bin/ruff" check --quiet .
check "types: mypy --strict over src and tests" "See the lines above." \
    "$bin/mypy" --strict --no-error-summary
check "layers: each module imports only what is below it" "The layers stand in pyproject.toml." \
    "$bin/lint-imports" --no-logo
check "data: every rule has its source, its days and its words" "The message names the file and the line." \
    "$bin/fortnight" rules --check
check "docs: the list of rules says what the data says" "Put right by: make docs" \
    is_current rules rules
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
tests "the core, the commands, the repository and the examples in the core" \
    "$bin/python" -m pytest -q -n 2 tests/core tests/properties tests/cli tests/repo src --ignore=src/fortnight/web
tests "the site on SQLite" \
    "$bin/python" -m pytest -q -n 2 tests/web src/fortnight/web
tests "the site on PostgreSQL" \
    sh scripts/postgres.sh "$bin/python" -m pytest -q -n 2 tests/web
tests "behind nginx, Caddy and HAProxy, and the units of systemd" \
    "$bin/python" -m pytest -q -n 0 tests/deploy
tests "journeys in a browser on the real server" \
    "$bin/python" -m pytest -q -n 2 tests/browser
echo "All checks passed ($(took "$start"))."
