#!/bin/sh
# Locks requirements/*.txt from pyproject.toml: every version, every hash, no index address. The versions of the run set
# stand once more in src/fortnight/constraints.txt, for whoever installs from a wheel: pip install --constraint.
# The resolver lives in a throw-away environment, so the project's own is not touched.
set -eu

cd "$(dirname "$0")/.."
. scripts/python.sh
unset PYTHONDONTWRITEBYTECODE PYTHONPATH PYTHONHOME PIP_USER PIP_TARGET PIP_PREFIX || true

RESOLVER="uv==0.13.9"
HEADER='# Locked from pyproject.toml by `make lock`: change it there, not here.'

find_python
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
trap 'exit 130' INT TERM HUP

echo "Locking: getting $RESOLVER into a throw-away environment"
"$python" -m venv "$room/venv"
if ! "$room/venv/bin/python" -m pip install --quiet --disable-pip-version-check "$RESOLVER" \
    >"$room/log" 2>&1; then
    tail -n 5 "$room/log" >&2
    fail "Locking stopped: could not get $RESOLVER. Check the network (or PIP_INDEX_URL) and run make lock again."
fi

# Usage: lock <name> <what of pyproject.toml, as uv takes it ...>
lock() {
    name=$1
    shift
    echo "Locking: requirements/$name.txt"
    if ! "$room/venv/bin/uv" pip compile "$@" --universal --python-version 3.11 \
        --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --quiet --upgrade \
        --output-file "$room/$name.txt" >"$room/log" 2>&1; then
        tail -n 15 "$room/log" >&2
        fail "Locking stopped at requirements/$name.txt: see the lines above. Nothing was changed."
    fi
}

# The development and bench sets are held to the versions of the run set: one environment, one truth.
lock run pyproject.toml --all-extras --group build
lock dev pyproject.toml --all-extras --group build --group dev --constraint "$room/run.txt"
lock bench pyproject.toml --all-extras --group build --group bench --constraint "$room/run.txt"
# The audit's tools stand by themselves: they read the locks and are installed beside nothing.
lock audit --group pyproject.toml:audit

mkdir -p requirements
for name in run dev bench audit; do
    # A constraint's file name shows up in the notes; it is a temporary path and says nothing.
    { echo "$HEADER"; sed '/^ *#.*-c .*run\.txt$/d' "$room/$name.txt"; } >"requirements/$name.txt"
done
{
    echo "$HEADER"
    sed -n 's/^\([A-Za-z0-9].*\) \\$/\1/p' requirements/run.txt
} >src/fortnight/constraints.txt
echo "Locked: requirements/*.txt and src/fortnight/constraints.txt are up to date. Then: make sbom, make audit."
