# Shared by ./check: a Chromium that the browser tests can drive, installed where we have the right to.

find_chromium() {
    local name
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        if command "$name" --version >/dev/null 2>&1; then
            type -P "$name"
            return
        fi
    done
    return 1
}

need_chromium() {
    find_chromium >/dev/null && return
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
        say "Installing Chromium for the browser tests."
        export DEBIAN_FRONTEND=noninteractive
        apt-get update -qq </dev/null && apt-get install -y -qq chromium </dev/null >/dev/null || true
    fi
    find_chromium >/dev/null || fail \
        "The browser tests need Chromium, and there is none here that runs." \
        "Install it and start again. On Debian: apt-get install chromium (as root). On Ubuntu, where that package is" \
        "a snap: snap install chromium. Elsewhere: any Chromium or Chrome that answers to chromium or google-chrome." \
        "Without it: ./check --fast, which leaves those tests out."
}
