#!/usr/bin/env bash
# Asks the package feed for each engine's packages by restoring them, and writes engines.props (git-ignored) with those it has.
#   --engines=available   (default) build the engines the feed has
#   --engines=all         fail loudly where one is missing; release builds use this
#   --engines=none        build none
# The answer is kept until Directory.Packages.props or the option changes; --ask asks again.
set -euo pipefail
cd "$(dirname "$0")/.."

want=available ask=no
for option in "$@"; do
  case "$option" in
    --engines=available|--engines=all|--engines=none) want=${option#*=} ;;
    --ask) ask=yes ;;
    *) echo "engines.sh: unknown option $option" >&2; exit 2 ;;
  esac
done

stamp="<!-- $want $(cksum <Directory.Packages.props | cut -d' ' -f1) -->"
if [ "$ask" = no ] && grep -qF -e "$stamp" engines.props 2>/dev/null; then exit 0; fi

rm -f engines.props
have=() missing=()
try() { # try NAME PROPERTY PROJECT
  local log
  if [ "$want" = none ]; then return; fi
  if log=$(dotnet restore "modules/$3" -p:"$2"=true -v quiet --nologo 2>&1); then
    have+=("$2"); echo "engine $1: packages found" >&2
  else
    missing+=("$1"); echo "engine $1: not on this package feed ($(grep -oE 'NU[0-9]+: [^\[]*' <<<"$log" | head -n 1 | cut -c1-160))" >&2
  fi
}
try Orleans EngineOrleans Procurement.Orleans
try Elasticsearch EngineElasticsearch Catalog.Elasticsearch
try Stripe EngineStripe Billing.Stripe

if [ "$want" = all ] && [ "${#missing[@]}" -gt 0 ]; then
  echo "engines.sh: --engines=all, but the feed lacks: ${missing[*]}" >&2
  exit 1
fi

{
  echo "<Project>"
  echo "  $stamp"
  echo "  <PropertyGroup>"
  for property in "${have[@]}"; do echo "    <$property>true</$property>"; done
  echo "  </PropertyGroup>"
  echo "</Project>"
} >engines.props
