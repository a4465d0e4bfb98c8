#!/bin/sh
# Fetches the Digital Agency's design tokens and puts them where the host serves static files from.
# The host's build calls this when host/wwwroot/lib/tokens.css is missing; nothing else in the build needs npm.
set -eu
cd "$(dirname "$0")/.."

source=node_modules/@digital-go-jp/design-tokens/dist/tokens.css
target=host/wwwroot/lib/tokens.css

if [ ! -f "$source" ]; then
  command -v npm >/dev/null || { echo "infra/assets.sh: npm is missing. Install Node.js 22 with npm, or copy tokens.css of @digital-go-jp/design-tokens 1.1.9 to $target." >&2; exit 1; }
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2 || {
    echo "infra/assets.sh: npm could not fetch @digital-go-jp/design-tokens 1.1.9. Check the registry (npm config get registry), or copy its dist/tokens.css to $target." >&2
    exit 1
  }
fi

mkdir -p "$(dirname "$target")"
cp "$source" "$target.$$"
mv "$target.$$" "$target"
