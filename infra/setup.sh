# Sourced by run.sh and test.sh: finds what the product needs, installs it through the system's package manager when it may, and otherwise says what to install.

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }
stop() { printf '%s\n' "$*" >&2; exit 2; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo "$@"
  else return 1; fi
}

# install WHAT "apt packages" "dnf packages" "brew packages"
install() {
  say "Installing $1 ..."
  if command -v apt-get >/dev/null; then
    { as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $2; } >/dev/null 2>&1 && return
    stop "Please install $1 yourself: apt-get install $2"
  elif command -v dnf >/dev/null; then
    as_root dnf install -y -q $3 >/dev/null 2>&1 && return
    stop "Please install $1 yourself: dnf install $3"
  elif command -v brew >/dev/null; then
    brew install $4 >/dev/null 2>&1 && return
    stop "Please install $1 yourself: brew install $4"
  fi
  stop "Please install $1."
}

need_dotnet() {
  command -v dotnet >/dev/null || stop "The .NET SDK 10 is missing: https://dotnet.microsoft.com/download (Debian/Ubuntu: apt-get install dotnet-sdk-10.0)."
  dotnet --list-sdks | grep -q '^10\.' || stop "The .NET SDK 10 is missing; this machine has: $(dotnet --list-sdks | tr '\n' ' ')"
}

need_postgres() {
  ls /usr/lib/postgresql/*/bin/initdb /usr/pgsql-*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null ||
    install "PostgreSQL (server programs)" "postgresql" "postgresql-server" "postgresql@17"
}

need_chromium() {
  CHROMIUM=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
  [ -n "$CHROMIUM" ] || install "Chromium (browser tests)" "chromium" "chromium" "--cask chromium"
  CHROMIUM=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
  export CHROMIUM
  fc-list 2>/dev/null | grep -qiE 'Noto Sans (CJK )?JP|IPAGothic' || install "a Japanese font (screenshots)" "fonts-noto-cjk fontconfig" "google-noto-sans-cjk-fonts" "--cask font-noto-sans-cjk-jp"
}

# PDF files need a Japanese TrueType font; without one the pages say so and offer the other formats.
need_paper_font() {
  local font
  for font in /usr/share/fonts/*/ipa*/ipa*g.ttf /usr/share/fonts/ipa*/ipa*g.ttf; do [ -f "$font" ] && return; done
  ( install "a Japanese font (PDF files)" "fonts-ipaexfont-gothic" "ipa-ex-gothic-fonts" "--cask font-ipaexgothic" ) || true
}

# The design tokens of the Digital Agency come from npm once; a checkout that has them needs neither npm nor a network.
need_assets() {
  [ -f host/wwwroot/lib/tokens.css ] && return
  command -v npm >/dev/null || install "npm (design tokens)" "npm" "npm" "node"
  bash infra/assets.sh
}
