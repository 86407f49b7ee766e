#!/usr/bin/env bash
# `make e2e`: the browser suite against a development build. Arguments go to Playwright.
#   make e2e ARGS='--project phone -g landing'
source "$(dirname "$0")/env.sh"
use_profile debug
.ci/tools.sh test
.ci/build.sh debug
cd end2end
exec npx --no-install playwright test "$@"
