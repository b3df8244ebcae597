# Sourced by the other scripts: how they fail, and which Python they take.

# Print one clear line and stop.
fail() {
    echo "fortnight: $1" >&2
    exit 1
}

# True when "$1" runs and is Python 3.11 or newer. A shim that starts nothing counts as missing.
is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

# Set `python`: what PYTHON= names, or else the first one on the path that is new enough.
find_python() {
    if [ -n "${PYTHON:-}" ]; then
        command -v "$PYTHON" >/dev/null 2>&1 ||
            fail "PYTHON=$PYTHON was not found. Name a Python 3.11 or newer, such as PYTHON=/usr/bin/python3.11."
        is_new_enough "$PYTHON" ||
            fail "PYTHON=$PYTHON is $("$PYTHON" --version 2>&1 | head -n 1), and Python 3.11 or newer is needed."
        python=$PYTHON
    else
        python=
        for candidate in python3.13 python3.12 python3.11 python3; do
            if is_new_enough "$candidate"; then
                python=$candidate
                break
            fi
        done
        [ -n "$python" ] || fail "Python 3.11 or newer is needed, and $(what_is_there). \
Install it (Debian: apt-get install python3 python3-venv) or name it: make PYTHON=/path/to/python3.11"
    fi
    "$python" -c 'import ensurepip, venv' >/dev/null 2>&1 ||
        fail "$python cannot make a virtual environment: the venv module is missing. \
Install it (Debian: apt-get install python3-venv) and run make again."
}

what_is_there() {
    if command -v python3 >/dev/null 2>&1; then
        echo "python3 here is $(python3 --version 2>&1 | head -n 1)"
    else
        echo "there is no python3 here"
    fi
}
