# Sourced by check.sh and quick.sh: how a check is run, told and timed, and the checks that take seconds.

bin=$(pwd)/.venv/bin

# Each process of the tests would compile every module and every test again.
unset PYTHONDONTWRITEBYTECODE || true

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

# Usage: tests <what they are about> <pytest's arguments ...>
# The last line tells how many there were.
tests() {
    what=$1
    shift
    check "tests: $what" "See the lines above." "$@"
    printf '%s\n' "$output" | tail -n 1
}

# Usage: beside <name> <command ...>
# Runs a command beside what follows; `outcome <name>` waits for it and gives its output and its exit code.
beside() {
    name=$1
    shift
    (
        "$@" >"$room/$name" 2>&1 &
        # shellcheck disable=SC2064 # this process, and no later one
        trap "kill $! 2>/dev/null; exit 143" TERM
        code=0
        wait $! || code=$?
        echo "$code" >"$room/$name.code"
    ) &
    running="$running $!"
}

outcome() {
    until [ -s "$room/$1.code" ]; do sleep 0.1; done
    cat "$room/$1"
    return "$(cat "$room/$1.code")"
}

# Ends what still runs beside, and takes everything away that was made on the way.
tidy() {
    # shellcheck disable=SC2086 # the numbers are words
    [ -z "$running" ] || kill $running 2>/dev/null || true
    rm -rf "$room"
}

running=
room=$(mktemp -d)
trap tidy EXIT
trap 'exit 130' INT TERM HUP
start=$(tenths)

# The layout, ruff's rules, the layers and the data.
first_checks() {
    check "format: the code is laid out by ruff" "Put right by: .venv/bin/ruff format" \
        "$bin/ruff" format --check --quiet --diff .
    check "lint: ruff's rules hold" "Often put right by: .venv/bin/ruff check --fix" \
        "$bin/ruff" check --quiet .
    check "layers: each module imports only what is below it" "The layers stand in pyproject.toml." \
        "$bin/lint-imports" --no-logo
    check "data: every rule has its source, its days and its words" "The message names the file and the line." \
        "$bin/fortnight" rules --check
}
