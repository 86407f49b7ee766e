# Sourced by the other scripts: where things are built, and what is on PATH.
#
# One target directory outside the checkout, so that every checkout of a machine shares it.
# cargo-leptos empties its site root at each build; the development and the optimised build
# therefore have one each, chosen by `use_profile`. Both cargo-leptos (when it builds) and the
# server (when it runs) read LEPTOS_SITE_ROOT, which wins over `site-root` of Cargo.toml and
# Leptos.toml. LEPTOS_OUTPUT_NAME is compiled in (`option_env!`): setting it for every cargo call,
# and not only inside cargo-leptos, keeps one build of Leptos instead of two.
# shellcheck shell=bash
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

cache="${XDG_CACHE_HOME:-$HOME/.cache}/realtoros"
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$cache/target}"
case "$CARGO_TARGET_DIR" in /*) ;; *) CARGO_TARGET_DIR="$PWD/$CARGO_TARGET_DIR" ;; esac
export LEPTOS_OUTPUT_NAME=realtoros
export PATH="$cache/npm/node_modules/.bin:${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"

# Points the site root and the binary at a profile: `debug` or `release`.
use_profile() {
    export LEPTOS_SITE_ROOT="$CARGO_TARGET_DIR/site/$1"
    export REALTOROS_BIN="$CARGO_TARGET_DIR/$1/realtoros"
}

# Plain cargo with the flag that cargo-leptos adds (`always-erase-components`), so that tests, benches and
# the app share their dependencies. Without it the types of whole pages grow until the compiler gives up.
cargo_dev() { RUSTFLAGS="${RUSTFLAGS:+$RUSTFLAGS }--cfg erase_components" cargo "$@"; }

say() { printf '\n\033[1m==> %s\033[0m\n' "$*"; }
