# What the scripts beside this file share. Sourced by them, not run.

say() { printf '%s\n' "$*" >&2; }

die() {
  say "$(basename "$0"): $*"
  exit 1
}

# Prints the calling script's own opening comment.
usage() {
  sed -n '2,/^[^#]/{/^#/s/^# \{0,1\}//p}' "$0" >&2
  exit 64
}

# The folder that downloads are kept in between runs.
cache_folder() {
  local cache=${TALLYBOARD_CACHE:-${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/tallyboard}
  mkdir -p "$cache" || die "cannot write to the cache folder $cache; set TALLYBOARD_CACHE"
  printf '%s\n' "$cache"
}

# attempts N SECONDS COMMAND...: tries again where a registry or the network failed for a moment.
attempts() {
  local left=$1 limit=$2 pause=3
  shift 2
  until timeout "$limit" "$@"; do
    left=$((left - 1))
    [ "$left" -gt 0 ] || return 1
    say "failed, trying again in $pause s: $*"
    sleep "$pause"
    pause=$((pause * 2))
  done
}

free_ports() {
  python3 - "$1" <<'PYTHON'
import socket, sys
held = [socket.socket() for _ in range(int(sys.argv[1]))]
for s in held:
    s.bind(("127.0.0.1", 0))
print(*(s.getsockname()[1] for s in held))
PYTHON
}

# kept_ports FILE N: free ports, the same ones again when a server is started once more on what it kept.
kept_ports() {
  [ -s "$1" ] || free_ports "$2" >"$1"
  cat "$1"
}

# The start of a process in clock ticks: with its id it names one process for good.
started_at() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }

# remember FILE PID: so that `stop` ends this process and never another one that was given its id.
remember() { printf '%s %s\n' "$2" "$(started_at "$2")" >"$1"; }

# The id in a file of `remember`, if that very process still runs.
remembered() {
  local pid start
  [ -r "$1" ] && read -r pid start <"$1" || return 1
  [ -n "$pid" ] && [ -n "$start" ] && [ "$(started_at "$pid")" = "$start" ] && printf '%s\n' "$pid"
}

# end FILE SECONDS: asks the remembered process to end, and after that many seconds makes it and its children (each leads a group of
# its own).
end() {
  local pid tenths=$(($2 * 10))
  if pid=$(remembered "$1"); then
    kill "$pid" 2>/dev/null
    while [ "$tenths" -gt 0 ] && remembered "$1" >/dev/null; do
      sleep 0.1
      tenths=$((tenths - 1))
    done
    remembered "$1" >/dev/null && kill -9 -- "-$pid" 2>/dev/null
  fi
  rm -f "$1"
}

# port_opens PORT PIDFILE SECONDS: waits until somebody listens; fails at once if the process is gone.
port_opens() {
  local tenths=$(($3 * 10))
  while [ "$tenths" -gt 0 ]; do
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return 0
    remembered "$2" >/dev/null || return 1
    sleep 0.1
    tenths=$((tenths - 1))
  done
  return 1
}
