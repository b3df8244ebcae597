#!/bin/sh
# Runs every check, the quick ones first, and stops at the first that fails.
set -eu

cd "$(dirname "$0")/.."
. scripts/python.sh

bin=.venv/bin
RULES=docs/reference/rules.md
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

rules_page_is_current() {
    "$bin/fortnight" rules --markdown | diff -u "$RULES" -
}

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
check "docs: $RULES says what the data says" "Put right by: make docs" \
    rules_page_is_current
check "labels: at least 99 % of ingredients found, 99 % of found ones right" "The lines above name the labels." \
    "$bin/fortnight" labels score "$LABELS" --min-recall 99 --min-precision 99
check "tests: pytest over tests, without the browser, and the examples in src" "See the lines above." \
    "$bin/python" -m pytest -q --ignore=tests/browser
printf '%s\n' "$output" | tail -n 1
check "journeys: the real site in a real browser" "They need Chromium; FORTNIGHT_CHROMIUM names one." \
    "$bin/python" -m pytest -q -n 2 tests/browser
printf '%s\n' "$output" | tail -n 1
echo "All checks passed ($(took "$start"))."
