#!/usr/bin/env bash
# `make bench`: the budgets of docs/performance.md, each beside its bare equivalent, in one run.
# `make bench ARGS=10000` takes 10,000 leads instead of 100,000.
source "$(dirname "$0")/env.sh"
cargo_dev bench -p realtoros-server --bench budgets -- "${1:-100000}"

use_profile release
pkg="$LEPTOS_SITE_ROOT/pkg"
if [ -d "$pkg" ]; then
    node -e '
        const fs = require("fs"), zlib = require("zlib"), folder = process.argv[1];
        const size = f => zlib.brotliCompressSync(fs.readFileSync(f)).length / 1000;
        const all = fs.readdirSync(folder, { recursive: true }).filter(f => /\.(wasm|js)$/.test(f));
        const total = all.map(f => size(`${folder}/${f}`)).reduce((a, b) => a + b, 0);
        console.log(`all WebAssembly and JavaScript, every route, brotli: ${total.toFixed(0)} kB (budget for the first load: 250 kB)`);
    ' "$pkg"
else
    echo "bundle: not built (make run builds it)"
fi

if [ -x "$REALTOROS_BIN" ]; then
    data="$(mktemp -d /tmp/realtoros-bench.XXXXXX)"
    export REALTOROS_DATA_DIR="$data" REALTOROS_BIND=127.0.0.1:3917 REALTOROS_LOG=warn
    "$REALTOROS_BIN" migrate >/dev/null
    "$REALTOROS_BIN" keys status >/dev/null 2>&1 # makes the master key
    started="$(date +%s%N)"
    "$REALTOROS_BIN" serve & server=$!
    trap 'kill "$server" 2>/dev/null; rm -rf "$data"' EXIT
    until curl -fs "http://$REALTOROS_BIND/" -o "$data/answer"; do sleep 0.005; kill -0 "$server"; done
    echo "cold start to the first page: $((($(date +%s%N) - started) / 1000000)) ms (budget: 3 x 45 ms)"
    sleep 3
    echo "idle memory: $(awk '/^VmRSS/ { printf "%.0f", $2 / 1024 }' "/proc/$server/status") MiB (budget: 2.5 x 16 MiB)"
else
    echo "memory and cold start: the optimised server is not built (make run builds it)"
fi
