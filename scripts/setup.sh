#!/bin/sh
# Usage: setup.sh run|dev|bench|audit
# Makes the environment for one job, or does nothing when it is there and fits.
# An environment is believed only when its stamp is there, and the stamp is written last: what an
# interrupted setup leaves behind is thrown away by the next one.
set -eu

cd "$(dirname "$0")/.."
. scripts/python.sh

# Settings of the caller that would send files elsewhere, or keep the bytecode from being written.
unset PYTHONDONTWRITEBYTECODE PYTHONPATH PYTHONHOME PIP_USER PIP_TARGET PIP_PREFIX PIP_REQUIRE_VIRTUALENV || true

job=${1:-run}
case $job in
    run | dev) venv=.venv ;;
    bench | audit) venv=.venv-$job ;;
    *) fail "setup.sh knows run, dev, bench and audit, not '$job'." ;;
esac
py=$venv/bin/python
log=$venv/setup.log

# What the environment is made from. The folder counts too: its scripts hold absolute paths.
key=$(cat requirements/*.txt pyproject.toml scripts/setup.sh | cksum | tr -d '\n')" $(pwd)"

# True when the environment was finished for job "$1" from the same ingredients, and still runs.
is_finished() {
    [ -f "$venv/finished-$1" ] && [ "$(cat "$venv/finished-$1")" = "$key" ] && "$py" -c '' 2>/dev/null &&
        is_the_python_asked_for
}

is_the_python_asked_for() {
    [ -z "${PYTHON:-}" ] || [ "$("$PYTHON" --version 2>&1)" = "$("$py" --version 2>&1)" ]
}

# Usage: install <what to do when it fails> <pip's arguments ...>
# pip writes into the log; when it fails, its last lines are shown with what can be done.
install() {
    remedy=$1
    shift
    if ! "$py" -m pip install --quiet --no-input --disable-pip-version-check --no-compile --retries 2 "$@" \
        >>"$log" 2>&1; then
        echo "--- the last lines of $log" >&2
        grep -v '^WARNING: Location' "$log" | tail -n 6 >&2
        echo "---" >&2
        fail "Setup stopped: $remedy"
    fi
}

# Compiled here and at once, so that every later start is a quick one.
compile() {
    "$py" -m compileall -q -j 0 "$@" >>"$log" 2>&1 || true
}

# The development set holds the run set.
if is_finished "$job" || { [ "$job" = run ] && is_finished dev; }; then
    compile src
    exit 0
fi

trap 'echo "fortnight: Setup was interrupted; run make again, it starts over cleanly." >&2; exit 130' INT TERM HUP

if [ "$job" = dev ] && is_finished run; then
    echo "Setup: adding the development tools to $venv"
    rm -f "$venv"/finished-*
else
    find_python
    echo "Setup: making $venv with $("$python" --version 2>&1) (once; it takes up to half a minute)"
    rm -rf "$venv"
    mkdir "$venv"
    "$python" -m venv "$venv" >>"$log" 2>&1 || {
        tail -n 5 "$log" >&2
        fail "Setup stopped: $python could not make $venv. On Debian: apt-get install python3-venv, then run make again."
    }
fi

echo "Setup: installing requirements/$job.txt"
install "pip could not fetch requirements/$job.txt. Most often the network is missing, or PIP_INDEX_URL names \
a package index that does not answer. Put that right and run make again." \
    --require-hashes --requirement "requirements/$job.txt"
# The audit reads the locks; it needs nothing of the project, and nothing of the project runs beside its tools.
if [ "$job" != audit ]; then
    echo "Setup: installing fortnight itself, editable"
    install "the project itself did not install; the network is not needed for this step. See $log." \
        --no-deps --no-build-isolation --editable .
fi
compile "$venv/lib" src
echo "$key" >"$venv/finished-$job"
echo "Setup: done"
