#!/bin/sh
# Usage: lighthouse.sh [port]
# Asks Lighthouse (mobile) about the front page, today, an answer, the shelf, a check-in, what is normal, the photos and
# the page before a session, of a demo that is served for this alone.
# Needs Node.js and Chromium; prints the four scores of each page and fails when one is lower than promised.
set -eu

cd "$(dirname "$0")/.."
. scripts/python.sh

VERSION=12.8.2
port=${1:-8790}
bin=${BIN:-.venv/bin}
tools=.venv-bench/lighthouse
command -v npm >/dev/null || fail "Lighthouse needs Node.js and npm. On Debian: apt-get install nodejs npm."
chromium=${CHROME_PATH:-$(command -v chromium || true)}
[ -n "$chromium" ] || fail "Lighthouse needs Chromium. On Debian: apt-get install chromium."
if [ ! -x "$tools/node_modules/.bin/lighthouse" ]; then
    echo "Lighthouse: getting version $VERSION (once)"
    mkdir -p "$tools"
    npm install --silent --no-fund --no-audit --no-save --prefix "$tools" "lighthouse@$VERSION" >"$tools/log" 2>&1 ||
        fail "Lighthouse $VERSION could not be fetched; see $tools/log."
fi

room=$(mktemp -d)
FORTNIGHT_DATA=$room/data FORTNIGHT_ADDRESS=http://localhost:$port "$bin/python" -m bench.lighthouse \
    "$tools/node_modules/.bin/lighthouse" "$chromium" "$port" "$room" || status=$?
rm -rf "$room"
exit "${status:-0}"
