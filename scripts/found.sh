# Sourced: where the programs are that the tests need beside Python. Each prints a path, or nothing.

# A Chromium for the journeys: what FORTNIGHT_CHROMIUM names, or else the first on the path.
chromium_here() {
    for name in ${FORTNIGHT_CHROMIUM:-chromium chromium-browser google-chrome}; do
        command -v "$name" 2>/dev/null && return
    done
    return 0
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
