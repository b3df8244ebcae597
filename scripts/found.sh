# Sourced: where the programs are that the tests need beside Python. Each prints a path, or nothing.

# A Chromium for the journeys: what FORTNIGHT_CHROMIUM names, or else the first on the path.
chromium_here() {
    for name in ${FORTNIGHT_CHROMIUM:-chromium chromium-browser google-chrome}; do
        command -v "$name" 2>/dev/null && return
    done
    return 0
}

# Usage: program_here <name>
# A program that Debian may keep off the path of who is not root.
program_here() {
    PATH=$PATH:/usr/sbin:/sbin command -v "$1" 2>/dev/null || true
}

# The mail server for the tests that fetch mail; Debian keeps it off the path of who is not root.
dovecot_here() {
    for program in "$(command -v dovecot 2>/dev/null)" /usr/sbin/dovecot /usr/local/sbin/dovecot; do
        if [ -n "$program" ] && [ -x "$program" ]; then
            echo "$program"
            return
        fi
    done
}

# The folder with initdb and postgres, the newest first; Debian keeps it off the path.
postgres_here() {
    for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t / -k 5 -n -r) \
        "$(command -v pg_config >/dev/null 2>&1 && pg_config --bindir 2>/dev/null)"; do
        if [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ]; then
            echo "$folder"
            return
        fi
    done
}
