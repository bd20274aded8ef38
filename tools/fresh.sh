#!/bin/sh
# Both commands of the README in a fresh clone: as root with the clone in /root, and as an ordinary user made for it; not as root, only as this user.
# FRESH_TEST=no leaves out `make test`. What is committed is tried, nothing else. Everything made is removed, also after a failure.
set -u
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export PATH
here=$(cd "$(dirname "$0")/.." && pwd)
name="duly-fresh-$$"
made_user=""
server=""
failed=0

say() { printf '%s\n' "$*"; }

# How this machine reaches the network, if it needs telling; nothing else of ours goes along.
network() {
    for word in http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY SSL_CERT_FILE SSL_CERT_DIR PIP_CERT PIP_INDEX_URL UV_DEFAULT_INDEX CI; do
        eval "value=\${$word:-}"
        [ -n "$value" ] && printf '%s=%s\n' "$word" "$value"
    done
}

run_as() { # <user> <folder> <log> <command as one word>
    user=$1 folder=$2 log=$3 command=$4
    home=$(getent passwd "$user" | cut -d: -f6)
    line="cd '$folder' && exec env -i HOME='$home' USER='$user' LANG=C.UTF-8 PATH='$PATH' $(network | sed "s/'/'\\\\''/g; s/.*/'&'/" | tr '\n' ' ')sh -c '$command'"
    if [ "$user" = "$(id -un)" ]; then sh -c "$line" >"$log" 2>&1; else su -s /bin/sh "$user" -c "$line" >"$log" 2>&1; fi
}

timed() { # <label> <user> <folder> <command>
    began=$(date +%s)
    run_as "$2" "$3" "$logs/$1.log" "$4"
    code=$?
    took=$(($(date +%s) - began))
    last=$(grep -v '^[[:space:]]*$' "$logs/$1.log" | tail -n 1 | cut -c1-110)
    if [ $code -eq 0 ]; then say "  ok   $1 (${took} s): $last"; else
        failed=1
        say "  FAIL $1 (${took} s, exit $code); its last lines:"
        tail -n 30 "$logs/$1.log" | sed 's/^/       /'
    fi
    return $code
}

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

answers() { # <port>: 0 when a page comes from http://localhost:<port>
    python3 -c "import sys, urllib.request as u; sys.exit(0 if u.urlopen('http://localhost:$1/', timeout=10).status == 200 else 1)" 2>/dev/null
}

only_local() { # <port>: 0 when nothing but 127.0.0.1 listens on it
    python3 - "$1" <<'PY'
import sys
port = f":{int(sys.argv[1]):04X}"
rows = [line.split() for name in ("tcp", "tcp6") for line in open(f"/proc/net/{name}").readlines()[1:]]
listening = [row[1] for row in rows if row[3] == "0A" and row[1].endswith(port)]
sys.exit(0 if listening and all(address == "0100007F" + port for address in listening) else 1)
PY
}

served() { # <label> <user> <folder>
    port=$(free_port)
    began=$(date +%s)
    run_as "$2" "$3" "$logs/$1.log" "exec setsid make demo PORT=$port" &
    server=$!
    waited=0
    until answers "$port"; do
        waited=$((waited + 1))
        if [ $waited -gt 180 ] || ! kill -0 $server 2>/dev/null; then
            failed=1
            say "  FAIL $1: nothing answered on http://localhost:$port; its last lines:"
            tail -n 30 "$logs/$1.log" | sed 's/^/       /'
            stop_server "$3"
            return
        fi
        sleep 1
    done
    say "  ok   $1: http://localhost:$port answered after $(($(date +%s) - began)) s"
    only_local "$port" && say "  ok   $1: bound to 127.0.0.1 alone" || { failed=1; say "  FAIL $1: bound to more than 127.0.0.1"; }
    stop_server "$3"
    if answers "$port"; then failed=1; say "  FAIL $1: still answering after it was stopped"; fi
}

# Ask the demo of one folder to stop, as Ctrl-C does, and wait for everything it started.
stop_server() {
    for try in INT INT TERM TERM KILL; do
        left=$(in_folder "$1")
        [ -n "$left" ] || break
        kill -s $try $left 2>/dev/null
        for _ in 1 2 3 4 5 6 7 8; do [ -n "$(in_folder "$1")" ] && sleep 1; done
        [ $try = KILL ] && { failed=1; say "  FAIL these would not stop: $left"; }
    done
    wait "$server" 2>/dev/null
    server=""
}

in_folder() { # the processes working in a folder that this script made
    for process in /proc/[0-9]*; do
        [ "$(readlink "$process/cwd" 2>/dev/null)" = "$1" ] && printf '%s ' "${process#/proc/}"
    done
}

try() { # <user> <folder>
    user=$1 folder=$2
    say "As $user, in $folder:"
    rm -rf "$folder"
    git clone -q "$here" "$folder" && git -C "$folder" -c advice.detachedHead=false checkout -q "$commit" || { failed=1; return; }
    chown -R "$user:" "$folder"
    if timed "$user-demo" "$user" "$folder" "make demo SERVE=no"; then
        timed "$user-demo-again" "$user" "$folder" "make demo SERVE=no"
        served "$user-serving" "$user" "$folder"
    fi
    [ "${FRESH_TEST:-yes}" = no ] || timed "$user-test" "$user" "$folder" "make test"
    say "  $(cd "$folder" && git -c safe.directory="$folder" status --porcelain | wc -l) files changed or left by it that git would notice"
}

tidy() {
    for folder in $folders; do
        [ -n "$(in_folder "$folder")" ] && stop_server "$folder"
        [ "$(id -u)" = 0 ] && rm -rf "/var/lib/duly/$(basename "$folder")-$(printf %s "$folder" | sha256sum | cut -c1-8)"
        rm -rf "$folder"
    done
    [ -n "$made_user" ] && userdel -r "$made_user" 2>/dev/null
    [ $failed -eq 0 ] && rm -rf "$logs"
    rmdir "$parent" 2>/dev/null
    return 0
}

logs=$(mktemp -d "${TMPDIR:-/tmp}/$name-XXXXXX")
parent="$HOME/$name"
mkdir -p "$parent"
folders="$parent/duly"
trap tidy EXIT
trap 'exit 130' INT TERM

commit=$(git -C "$here" rev-parse HEAD)
say "Trying $(git -C "$here" rev-parse --short HEAD) on $(. /etc/os-release && echo "$PRETTY_NAME"), $(python3 --version), $(nproc) cores."
try "$(id -un)" "$parent/duly"
if [ "$(id -u)" = 0 ]; then
    made_user=$name
    useradd --create-home --shell /bin/sh "$made_user" || exit 1
    user_home=$(getent passwd "$made_user" | cut -d: -f6)
    folders="$folders $user_home/duly"
    try "$made_user" "$user_home/duly"
fi
[ $failed -eq 0 ] && say "fresh: all is well" || say "fresh: FAILED; the logs are in $logs"
exit $failed
