#!/usr/bin/env bash
# Sets up and runs everything on one machine. Ctrl-C stops it; data stays in .data/. Options:
#   --reset            start over with empty data
#   --port N           default 5080
#   --engines=all      fail if an engine's package is missing (default: build those the feed has)
# Anything else is handed to the program (e.g. --Engines:Purchasing=PostgreSQL).
set -euo pipefail
cd "$(dirname "$0")/.."
. infra/setup.sh

port=5080 engines=available rest=()
while [ $# -gt 0 ]; do
  case "$1" in
    --reset) reset=yes ;;
    --port) port=$2; shift ;;
    --engines=*) engines=${1#*=} ;;
    *) rest+=("$1") ;;
  esac
  shift
done

need_dotnet
[ -n "${ConnectionStrings__Marketplace:-}" ] || need_postgres
need_paper_font
need_assets
bash infra/engines.sh --engines="$engines"

if [ "${reset:-}" = yes ] && [ -d .data ]; then
  say "Starting over: removing .data/"
  # A server that a killed run left behind would keep writing into the removed folder.
  [ -f .data/postgres/postmaster.pid ] && kill "$(head -n 1 .data/postgres/postmaster.pid)" 2>/dev/null && sleep 2
  rm -rf .data
fi

# The build takes seconds to find that nothing changed; find knows at once (a deleted file shows in its folder's time).
program=host/bin/run/Marketplace.Host.dll built=host/obj/run.built
if [ ! -f "$program" ] || [ ! -f "$built" ] || [ -n "$(find host modules catalog-seed ./*.props ./*.targets global.json \( -name bin -o -name obj \) -prune -o -newer "$built" -print -quit)" ]; then
  say "Building ..."
  mkdir -p host/obj
  touch "$built.next"
  publish() { dotnet publish host -c Release -o host/bin/run -v quiet --nologo -clp:ErrorsOnly "$@"; }
  # For this platform, compiled beforehand, it starts in two thirds of the time. A mirror of the feed may lack the compiler for it.
  platform=$(dotnet --info | sed -n 's/^ *RID: *//p')
  publish -r "$platform" --self-contained false >/dev/null 2>&1 || publish
  mv "$built.next" "$built"
fi
exec dotnet "$program" run --urls "http://127.0.0.1:$port" --contentRoot "$PWD/host/bin/run" "${rest[@]}"
