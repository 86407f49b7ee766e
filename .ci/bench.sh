#!/usr/bin/env bash
# `make bench`: every bench prints the product beside its bare equivalent.
source "$(dirname "$0")/env.sh"
cargo bench --workspace --features ssr "$@"
