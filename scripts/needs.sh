#!/bin/sh
# What the tests need beside Python: Chromium for the journeys, PostgreSQL for the second database, Dovecot to fetch
# mail from, the proxies to stand behind, and systemd to check the units. Installs what is missing where it may (root on
# Debian), and otherwise says what to type. Nothing that it installs is started. Does nothing when all of it is there.
set -eu

cd "$(dirname "$0")/.."
. scripts/python.sh
. scripts/found.sh

# The shell of Chromium, which has no windows, makes the journeys quicker, and Chromium runs them without it: it is taken
# where apt-get already knows it, and nothing depends on that.
shell=chromium-headless-shell
if [ -z "${FORTNIGHT_CHROMIUM:-}$(program_here "$shell")" ] && [ "$(id -u)" = 0 ] &&
    apt-cache show "$shell" >/dev/null 2>&1; then
    echo "Setup: installing $shell (once)"
    DEBIAN_FRONTEND=noninteractive timeout 120 apt-get install -q -y --no-install-recommends "$shell" >/dev/null 2>&1 || true
fi

missing=
[ -n "$(chromium_here)" ] || missing="$missing chromium"
[ -n "$(postgres_here)" ] || missing="$missing postgresql"
[ -n "$(dovecot_here)" ] || missing="$missing dovecot-imapd"
[ -n "$(program_here nginx)" ] || missing="$missing nginx-light"
for name in caddy haproxy; do
    [ -n "$(program_here "$name")" ] || missing="$missing $name"
done
[ -n "$(program_here systemd-analyze)" ] || missing="$missing systemd"
# Packages of Debian that one target alone needs are named by it.
for name in "$@"; do
    dpkg -s "$name" >/dev/null 2>&1 || missing="$missing $name"
done
[ -n "$missing" ] || exit 0

command -v apt-get >/dev/null 2>&1 ||
    fail "The tests need$missing, and this is no Debian, so they are not installed from here. Install them and run make test again."
[ "$(id -u)" = 0 ] ||
    fail "The tests need$missing. Type: sudo apt-get install$missing   and run make test again."

log=$(mktemp)
refusal=/usr/sbin/policy-rc.d
# Debian starts each server that it installs, unless this file refuses. One of the machine's own stays as it is.
if [ -e "$refusal" ]; then
    refusal=
else
    printf '#!/bin/sh\nexit 101\n' >"$refusal"
    chmod +x "$refusal"
fi
trap 'rm -f "$log" $refusal' EXIT
echo "Setup: installing$missing (once)"
# shellcheck disable=SC2086 # the names are words
if ! { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing; } \
    >"$log" 2>&1; then
    tail -n 6 "$log" >&2
    fail "apt-get could not install$missing: see the lines above. Put that right and run make test again."
fi
