# Sourced by test.sh: each function reads the log of a test runner and prints `passed failed`.
# shellcheck shell=bash

plain() { sed -E 's/\x1b\[[0-9;]*m//g' "$1"; }

count_nothing() { echo 0 0; }

# nextest's `Summary [ 1.2s] 12 tests run: 11 passed (1 slow), 1 timed out, 2 skipped`, or one
# `test result: ok. 5 passed; 0 failed;` per crate of plain cargo. What ran and did not pass failed.
count_rust() {
    plain "$1" | awk '
        /^ *Summary \[/ { for (i = 2; i <= NF; i++) {
            if ($i ~ /^tests?$/ && $(i+1) == "run:") { split($(i-1), n, "/"); run += n[1] }
            if ($i ~ /^passed/) pass += $(i-1) } }
        /^test result: / { for (i = 2; i <= NF; i++) {
            if ($i == "passed;") { pass += $(i-1); run += $(i-1) }
            if ($i == "failed;") run += $(i-1) } }
        END { print pass + 0, run - pass }'
}

count_tap() { plain "$1" | awk '/^# pass /{p=$3} /^# (fail|cancelled) /{f+=$3} END{print p+0, f+0}'; }

# Playwright's JSON report; a test that passes only when repeated counts as failed.
count_playwright() {
    local report="$logs/playwright.json"
    [ -s "$report" ] || { echo 0 0; return; }
    node -p "const { expected, unexpected, flaky } = require('$report').stats; expected + ' ' + (unexpected + flaky)"
}
