#!/usr/bin/env bash
# `make run`: installs what is missing, builds, migrates and serves. REALTOROS_* settings apply.
# `make demo` (`serve.sh demo`) makes the demo account instead of serving.
source "$(dirname "$0")/env.sh"
.ci/tools.sh build
.ci/build.sh release
use_profile release
export REALTOROS_DATA_DIR="${REALTOROS_DATA_DIR:-$PWD/data}"

"$REALTOROS_BIN" migrate
if [ "${1:-serve}" = demo ]; then exec "$REALTOROS_BIN" demo; fi
say "RealtorOS: ${REALTOROS_PUBLIC_URL:-http://${REALTOROS_BIND:-127.0.0.1:3000}} (data in $REALTOROS_DATA_DIR; Ctrl-C stops it)"
exec "$REALTOROS_BIN" serve
