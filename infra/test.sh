#!/usr/bin/env bash
# Sets up and passes the tests: every test that can run here. Options are handed to the test program (e.g. -trait Kind=Fast, -class '*SignInTests').
# The last line is the real total: "N passed, N failed, N skipped".
set -uo pipefail
cd "$(dirname "$0")/.."
. infra/setup.sh

need_dotnet
need_postgres
need_chromium
need_paper_font
need_assets
bash infra/engines.sh || exit 1

say "Building with analyzers ..."
# Shared compiler and build nodes would outlive the script and keep a CI's pipe open.
export UseSharedCompilation=false MSBUILDDISABLENODEREUSE=1
dotnet build Marketplace.sln -c Release -v quiet --nologo -p:Analyze=true -clp:NoSummary || exit 1

results=$(mktemp)
say "Testing ..."
dotnet tests/Tests/bin/Release/net10.0/Marketplace.Tests.dll -xml "$results" -noLogo "$@"
code=$?

total() { grep -oE "<assembly [^>]*" "$results" | grep -oE " $1=\"[0-9]+\"" | grep -oE '[0-9]+' | awk '{ s += $1 } END { print s + 0 }'; }
if ! [ -s "$results" ]; then
  echo "The test program wrote no results."
  exit 1
fi
passed=$(total passed) failed=$(total failed) skipped=$(total skipped) errors=$(total errors)
# Once more by name, as a long log may be cut at its head.
grep -oE '<test [^>]*result="Fail"' "$results" | sed -E 's/.*<test [^>]*name="([^"]*)".*/failed: \1/'
rm -f "$results"
[ "${errors:-0}" = 0 ] || { echo "$errors error(s) outside the tests themselves."; code=1; }
echo "${passed:-0} passed, $((${failed:-0} + ${errors:-0})) failed, ${skipped:-0} skipped"
exit $code
