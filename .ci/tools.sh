#!/usr/bin/env bash
# Installs what is missing, and only that, saying what and why.
#   tools.sh build   what `make run` needs        tools.sh test   also what the tests need
source "$(dirname "$0")/env.sh"

cargo_leptos=0.3.11 # builds server and browser halves together
wasm_bindgen=0.2.130 # must equal the crate's version in Cargo.toml
binaryen=132.0.0     # wasm-opt, which makes the browser half small

missing() { ! command -v "$1" >/dev/null 2>&1; }

# packages WHY NAME…   Debian and Ubuntu packages, through sudo when needed.
packages() {
    local why="$1" root=()
    shift
    if missing apt-get; then
        echo "Please install: $* ($why)." >&2
        exit 1
    fi
    [ "$(id -u)" = 0 ] || root=(sudo)
    say "Installing $* ($why)"
    "${root[@]}" apt-get update -qq
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
}

# A tool is built once and used for minutes: a quick build matters more than a quick tool.
cargo_install() {
    env -u CARGO_TARGET_DIR -u RUSTFLAGS CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_LTO=off \
        CARGO_PROFILE_RELEASE_CODEGEN_UNITS=256 CARGO_PROFILE_RELEASE_DEBUG=0 cargo install "$@"
}

version_of() { "$@" --version 2>/dev/null | sed -nE '1s/^[^0-9]*([0-9]+\.[0-9]+\.[0-9]+).*/\1/p' || true; }

build_tools() {
    if missing cargo || missing rustup; then
        echo "Rust is missing: install rustup (your distribution has a package), then run this again." >&2
        exit 1
    fi
    if missing node || missing npm; then packages "runs wasm-opt and the browser tests" nodejs npm; fi
    if missing cc; then packages "a C compiler: SQLite and the TLS library are compiled from source" gcc libc6-dev; fi

    if [ ! -d "$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown" ]; then
        say "Adding the wasm32 target (compiles the browser half)"
        rustup target add wasm32-unknown-unknown
    fi
    if [ "$(version_of wasm-bindgen)" != "$wasm_bindgen" ]; then
        say "Installing wasm-bindgen-cli $wasm_bindgen (connects the browser half to JavaScript; about 3 minutes, once)"
        cargo_install wasm-bindgen-cli --version "$wasm_bindgen"
    fi
    if [ "$(version_of cargo-leptos)" != "$cargo_leptos" ]; then
        say "Installing cargo-leptos $cargo_leptos (builds server and browser halves together; about 10 minutes, once)"
        # `no_downloads`: it takes wasm-opt and wasm-bindgen from PATH instead of fetching its own.
        cargo_install cargo-leptos --version "$cargo_leptos" --locked --ignore-rust-version --features no_downloads
    fi
    if [ "$(node -p "require('$cache/npm/node_modules/binaryen/package.json').version" 2>/dev/null)" != "$binaryen" ]; then
        say "Installing binaryen $binaryen (wasm-opt: makes the browser half small)"
        npm install --prefix "$cache/npm" --no-save --no-audit --no-fund --loglevel=error "binaryen@$binaryen"
    fi
}

test_tools() {
    local initdb=(/usr/lib/postgresql/*/bin/initdb)
    if missing initdb && [ ! -x "${initdb[0]}" ]; then
        packages "the tests run on PostgreSQL too" postgresql
    fi
    if [ -z "${CHROMIUM:-}" ] && missing chromium && missing chromium-browser; then
        packages "the browser suite drives it" chromium
    fi
    # `npm ci` only when the lock file is not the one that is installed.
    if ! cmp -s end2end/package-lock.json end2end/node_modules/.installed-lock; then
        say "Installing the packages of end2end/ (browser suite and stand-ins)"
        npm ci --prefix end2end --loglevel=error
        cp end2end/package-lock.json end2end/node_modules/.installed-lock
    fi
}

build_tools
if [ "${1:-build}" = test ]; then test_tools; fi
