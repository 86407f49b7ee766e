# make run     serve http://127.0.0.1:3000 with data in ./data, installing what is missing
# make demo    an account with some 200 invented leads, in the same ./data; prints how to sign in
# make test    everything continuous integration runs; the last line counts
# make dev     rebuild and restart on every change
# make check   format and lints
# make e2e     the browser suite; make e2e ARGS='--project phone -g landing'
# make bench   the budgets, beside their bare equivalents
# make fmt     format the Rust code
# make help    these lines
.PHONY: help run demo test dev check e2e bench fmt

help: ; @grep '^# make' Makefile | cut -c3-
run: ; @.ci/serve.sh
demo: ; @.ci/serve.sh demo
test: ; @.ci/test.sh
dev: ; @.ci/dev.sh
check: ; @.ci/check.sh
e2e: ; @.ci/e2e.sh $(ARGS)
bench: ; @.ci/bench.sh $(ARGS)
fmt: ; @cargo fmt --all
