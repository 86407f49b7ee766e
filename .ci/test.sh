#!/usr/bin/env bash
# `make test`: all of continuous integration. Every step runs even when an earlier one failed;
# the last line is `N passed, N failed`, summed from what the runners report.
source "$(dirname "$0")/env.sh"
unset "${!REALTOROS_@}" # settings of the developer's own shell stay out of the tests
.ci/tools.sh test
use_profile debug
source .ci/count.sh

logs="$(mktemp -d /tmp/realtoros-test.XXXXXX)"
postgres="$(mktemp -d /tmp/realtoros-postgres.XXXXXX)"
cleanup() {
    .ci/postgres.sh stop "$postgres" || true
    rm -rf "$logs"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

passed=0 failed=0 summary=()

# step NAME COUNTER COMMAND…   runs the command, counts its tests; a command that fails without a
# failed test (a lint, a build, a panic in the server's log) is one failure.
step() {
    local name="$1" counter="$2" log="$logs/log" started=$SECONDS status=0 ok=0 bad=0
    shift 2
    say "$name"
    "$@" </dev/null 2>&1 | tee "$log" || status=$?
    read -r ok bad < <("$counter" "$log")
    if [ "$status" != 0 ] && [ "$bad" = 0 ]; then bad=1; fi
    passed=$((passed + ok)) failed=$((failed + bad))
    summary+=("$(printf '%-28s %5d passed %3d failed %6ds' "$name" "$ok" "$bad" $((SECONDS - started)))")
    return "$status"
}

rust_tests() {
    REALTOROS_TEST_POSTGRES="$(.ci/postgres.sh start "$postgres")" || return 1
    export REALTOROS_TEST_POSTGRES REALTOROS_TEST_POSTGRES_DATA="$postgres/data"
    if cargo nextest --version >/dev/null 2>&1; then
        cargo_dev nextest run --workspace --features ssr --no-fail-fast --no-tests pass
    else
        cargo_dev test --workspace --features ssr --lib --bins --tests --no-fail-fast
    fi
}
doc_tests() { cargo_dev test --workspace --features ssr --doc --no-fail-fast; }
standins() { npm run --prefix end2end --silent check && node --test --test-reporter tap end2end/standins/*.test.mjs; }
browser() { (cd end2end && PLAYWRIGHT_JSON_OUTPUT_NAME="$logs/playwright.json" npx --no-install playwright test); }

step "Format and lints" count_nothing .ci/check.sh || true
step "Rust tests, both databases" count_rust rust_tests || true
if grep -rqE '^\s*//[/!] ```' --include='*.rs' src domain server app migrations; then
    step "Documentation examples" count_rust doc_tests || true
fi
step "Stand-ins" count_tap standins || true
if step "App for the browser suite" count_nothing .ci/build.sh debug; then
    step "Browser suite" count_playwright browser || true
fi

say "Summary (${SECONDS}s)"
printf '%s\n' "${summary[@]}"
echo
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
