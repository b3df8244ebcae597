#!/bin/sh
# Usage: postgres.sh COMMAND ...
# Runs a command with FORTNIGHT_TEST_DATABASE naming a throw-away PostgreSQL: made in a temporary folder, for this
# command alone, on a free port of this machine, without the care for its disk that a real one takes.
set -eu

cd "$(dirname "$0")/.."
. scripts/python.sh
. scripts/found.sh

bin=$(postgres_here)
[ -n "$bin" ] || fail "PostgreSQL is not here. On Debian: apt-get install postgresql"
room=$(mktemp -d)
server=

# PostgreSQL does not run as root.
as_owner() {
    if [ "$(id -u)" != 0 ]; then
        "$@"
    elif id postgres >/dev/null 2>&1; then
        setpriv --reuid=postgres --regid="$(id -g postgres)" --clear-groups "$@"
    else
        setpriv --reuid=nobody --regid="$(id -g nobody)" --clear-groups "$@"
    fi
}

stop() {
    # The process that was started may be the shell around the server: the server itself names its own.
    if [ -n "$server" ]; then
        kill -INT "$(head -n 1 "$room/data/postmaster.pid" 2>/dev/null)" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    rm -rf "$room"
}
trap stop EXIT
trap 'exit 130' INT TERM HUP

if [ "$(id -u)" = 0 ]; then
    chown "$(id -u postgres 2>/dev/null || id -u nobody)" "$room"
fi
word=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
port=$("$PYTHON_OF_TESTS" -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')
printf '%s' "$word" >"$room/word"
chmod 644 "$room/word"
cd "$room"
as_owner "$bin/initdb" --pgdata="$room/data" --username=fortnight --pwfile="$room/word" --auth=scram-sha-256 \
    --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$room/log" 2>&1 || {
    cat "$room/log" >&2
    fail "initdb did not make a database."
}
as_owner "$bin/postgres" -D "$room/data" -h 127.0.0.1 -p "$port" -c unix_socket_directories= -c fsync=off \
    -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=64MB >"$room/log" 2>&1 &
server=$!
cd "$OLDPWD"
tries=0
until grep -q "ready to accept connections" "$room/log"; do
    tries=$((tries + 1))
    if [ "$tries" -gt 150 ] || ! kill -0 "$server" 2>/dev/null; then
        cat "$room/log" >&2
        fail "PostgreSQL did not start."
    fi
    sleep 0.2
done

FORTNIGHT_TEST_DATABASE=postgresql://fortnight:$word@127.0.0.1:$port/postgres "$@"
