#!/usr/bin/env bash
# `make dev`: rebuilds and restarts on every change of a source file.
source "$(dirname "$0")/env.sh"
.ci/tools.sh build
use_profile debug
export REALTOROS_DATA_DIR="${REALTOROS_DATA_DIR:-$PWD/data}"

.ci/build.sh debug
"$REALTOROS_BIN" migrate
exec cargo leptos watch --split
