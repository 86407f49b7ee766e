#!/usr/bin/env bash
# Builds server and browser halves: `build.sh debug` or `build.sh release`.
#
# cargo-leptos runs wasm-bindgen and wasm-opt again at every build, so a stamp of all inputs
# decides whether there is anything to do: the second `make run` takes seconds and no network.
# `--split` (one WebAssembly file per lazy route) needs wasm-opt on PATH for release builds and
# `hash-files = false` in Cargo.toml, nothing else: cargo-leptos adds the linker flag itself.
# Without it lazy routes still work, from one larger file.
source "$(dirname "$0")/env.sh"
profile="${1:?debug or release}"
use_profile "$profile"

inputs() {
    printf '%s\n' "$PWD" "${RUSTFLAGS:-}" && rustc -V && cat .ci/tools.sh .ci/build.sh
    cat end2end/tests/*.ts # the policy page names the tests that exist
    find . \( -name .git -o -name node_modules -o -path ./.ci -o -path ./end2end -o -path ./target -o -path ./data \) \
        -prune -o -type f ! -name '*.log' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
}

stamp="$CARGO_TARGET_DIR/site/$profile.stamp"
now="$(inputs | sha256sum)"
if [ "$(cat "$stamp" 2>/dev/null)" = "$now" ] && [ -x "$REALTOROS_BIN" ] && [ -f "$LEPTOS_SITE_ROOT/pkg/realtoros.js" ]; then
    exit 0
fi

rm -f "$stamp"
mkdir -p "$(dirname "$stamp")"
if [ "$profile" = release ]; then
    say "Building the optimised app (about 15 minutes the first time, seconds when nothing changed)"
    cargo leptos build --split --release
else
    say "Building the app for development"
    cargo leptos build --split
fi
echo "$now" >"$stamp"
