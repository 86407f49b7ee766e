#!/usr/bin/env bash
# `make check`: format and lints of both halves. Warnings are errors.
source "$(dirname "$0")/env.sh"
use_profile debug

failed=0
cargo fmt --all --check || failed=1
cargo_dev clippy --workspace --features ssr --all-targets -- -D warnings || failed=1
# Beside cargo-leptos's own browser build, whose build scripts and macros it shares.
cargo clippy -p realtoros --lib --target wasm32-unknown-unknown --target-dir "$CARGO_TARGET_DIR/front" \
    --no-default-features --features hydrate -- -D warnings || failed=1
exit "$failed"
