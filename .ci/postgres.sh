#!/usr/bin/env bash
# A throw-away PostgreSQL on a private Unix socket; nothing listens on the network.
#   postgres.sh start DIR   makes a cluster in the new or empty DIR, prints its address
#   postgres.sh stop DIR    stops it and removes DIR
# The server refuses to run as root: as root it runs as `postgres` or `nobody`. Its user is a
# superuser, so that tests can make their own databases and roles.
set -euo pipefail
dir="${2:?usage: postgres.sh start|stop DIR}"
bin="$(dirname "$(ls /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -1 || true)")"
[ -x "$bin/initdb" ] || bin="$(dirname "$(readlink -f "$(command -v initdb)")")"

as=()
if [ "$(id -u)" = 0 ]; then
    user=nobody
    if id postgres >/dev/null 2>&1; then user=postgres; fi
    as=(setpriv --reuid "$user" --regid "$(id -g "$user")" --clear-groups)
fi
run() { (cd / && "${as[@]}" "$@"); }

case "$1" in
start)
    mkdir -p "$dir"
    if [ -n "${user:-}" ]; then
        chown "$user" "$dir"
        chmod 755 "$dir" # the tests, running as root or not, reach the socket in it
    fi
    run "$bin/initdb" -D "$dir/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$dir/initdb.log"
    run "$bin/pg_ctl" -D "$dir/data" -l "$dir/server.log" -w -t 60 start >/dev/null -o \
        "-k '$dir' -c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200"
    echo "postgres://postgres@localhost:5432/postgres?host=$dir"
    ;;
stop)
    if [ -f "$dir/data/postmaster.pid" ]; then run "$bin/pg_ctl" -D "$dir/data" -m immediate -w stop >/dev/null; fi
    rm -rf "$dir"
    ;;
*)
    echo "usage: postgres.sh start|stop DIR" >&2
    exit 2
    ;;
esac
