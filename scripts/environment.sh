# Shared by ./run and ./check: makes the Python environment and the assets, once per change of what they come from.

began=$SECONDS

say() { printf '[%4d s] %s\n' "$((SECONDS - began))" "$*"; }

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

# Enough to see that a file has changed; what is installed is checked by pip and npm themselves.
digest() { cksum "$@" 2>/dev/null | cksum | tr ' ' '-'; }

# The first Python of version 3.11 or newer that runs.
find_python() {
    local name
    for name in python3.11 python3.12 python3.13 python3.14 python3; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    fail "Goldthread needs Python 3.11 or newer, and none was found." \
        "Install it (on Debian and Ubuntu: apt-get install python3 python3-venv) and start again."
}

# environment LOCK: everything the lock pins, checked by hash; and Goldthread itself, in place.
environment() {
    local lock=$1 wanted chosen problem
    # A check's environment holds all that a run needs and more: it is not thinned out again.
    wanted="$(digest "$lock" pyproject.toml)"
    if grep -qs "^$wanted\$" .venv/goldthread.stamp; then
        return
    fi
    if [ ! -x .venv/bin/python ]; then
        chosen="$(find_python)"
        say "Making a Python environment with $("$chosen" --version)."
        rm -rf .venv
        problem="$("$chosen" -m venv .venv 2>&1)" || {
            rm -rf .venv
            fail "$problem" "" "$chosen cannot make an environment." \
                "On Debian and Ubuntu install its venv package (apt-get install python3-venv) and start again."
        }
    fi
    rm -f .venv/goldthread.stamp
    say "Installing the packages of $lock, each checked by its hash."
    .venv/bin/python -m pip install -qq --disable-pip-version-check --no-input --require-hashes -r "$lock"
    .venv/bin/python -m pip install -qq --disable-pip-version-check --no-input --no-deps --no-build-isolation -e .
    .venv/bin/python -m compileall -q goldthread >/dev/null || true
    [ "$lock" = requirements.lock ] || digest requirements.lock pyproject.toml >>.venv/goldthread.stamp
    echo "$wanted" >>.venv/goldthread.stamp
}

# Styles and scripts, built from what npm's lock pins.
assets() {
    local packages sources
    packages="$(digest package.json package-lock.json)"
    sources="$(find goldthread/web/assets -type f -print0 | sort -z | xargs -0 cksum | digest - package-lock.json)"
    if [ "$(cat node_modules/.goldthread.stamp 2>/dev/null)" != "$packages" ]; then
        check_node
        say "Installing what the styles and scripts are built with."
        npm ci --no-fund --no-audit --no-update-notifier --loglevel=error
        echo "$packages" >node_modules/.goldthread.stamp
    fi
    if [ "$(cat goldthread/web/static/dist/.stamp 2>/dev/null)" != "$sources" ]; then
        check_node
        say "Building styles and scripts."
        npm run --silent build
        echo "$sources" >goldthread/web/static/dist/.stamp
    fi
}

check_node() {
    local major
    major="$(node --version 2>/dev/null | sed 's/^v\([0-9]*\).*/\1/')" || true
    if [ -z "$major" ] || [ "$major" -lt 20 ] || ! command -v npm >/dev/null; then
        fail "Goldthread needs Node 20 or newer with npm, and found ${major:+version }${major:-none}." \
            "Install it (on Debian and Ubuntu: apt-get install nodejs npm) and start again."
    fi
}
