#!/bin/sh
# For while one works: the layout, ruff's rules, the layers, the data, the rules of this repository, and of the core the
# tests that tell soonest. It stops at the first check that fails, in less than half a minute.
set -eu

cd "$(dirname "$0")/.."
. scripts/python.sh
. scripts/checks.sh

first_checks
core=
for name in errors tables sources wording labels_read labels_traits labels_kinds labels_standing guide_load guide_model \
    guide_windows course_days person_model person_modifiers verdict_cases verdicts_judge verdicts_timing \
    verdicts_activities healing_signs healing_lines asking_understand routine_choose; do
    core="$core tests/core/test_$name.py"
done
# shellcheck disable=SC2086 # the files are words
tests "the rules of the repository, and of the core what tells soonest" \
    "$bin/python" -m pytest -q -n 2 --dist worksteal -p no:django -p tests.plain tests/repo $core
echo "The quick checks passed ($(took "$start")). Everything: make test"
