# Everything there is to do with this repository, one word each. `make help` lists it.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PREFIX ?= /usr/local
DESTDIR ?=

# The tool carries its runtime: it starts in milliseconds and runs where there is no Swift.
CPU_FLAGS := $(shell scripts/cpu-flags.sh)
SWIFT_FLAGS := -c release --static-swift-stdlib $(CPU_FLAGS)
RELEASE := .build/release
STRAT := $(RELEASE)/strat

# Tests share the build directory with the tool, so that C dependencies are compiled once.
# Instrumented code is kept apart, else every change of mind would compile everything again.
# One test at a time: those at a pseudo-terminal wait for keystrokes to be answered, and would wait
# in vain behind thousands of random programs on a small machine.
TEST_FLAGS := -c release --disable-xctest --no-parallel $(CPU_FLAGS)
ifdef COVERAGE
TEST_FLAGS += --scratch-path .build/coverage --enable-code-coverage
endif

DEMO_JOURNAL := .build/demo/demo.db
FORMATTED := Sources Tests Benchmarks Package.swift

.PHONY: demo
demo: build ## Build, and trade a paper session over real candles
	@mkdir -p $(dir $(DEMO_JOURNAL))
	@rm -f $(DEMO_JOURNAL) $(DEMO_JOURNAL)-*
	$(STRAT) paper strategies/golden_cross.strat --data examples/data/EURUSD_1h.csv --journal $(DEMO_JOURNAL)
	@printf '\nThe tool is %s; `sudo make install` puts it on the PATH as strat.\n' '$(STRAT)'
	@printf 'What a journal holds and how to read it with sqlite3: docs/journal.md\n'

.PHONY: build
build: system-libraries ## Build the strat tool into .build/release
	swift build $(SWIFT_FLAGS) --product strat

.PHONY: test
test: system-libraries ## Build and run all tests (COVERAGE=1: with counters, for scripts/coverage)
	@rm -rf .build/coverage/release/codecov-children
	swift test $(TEST_FLAGS)

.PHONY: test-editors
test-editors: build ## Test what editors use with programs that others wrote (needs python3)
	scripts/test-editors.sh

.PHONY: install
install: build ## Install strat into PREFIX (/usr/local)
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(STRAT) $(DESTDIR)$(PREFIX)/bin/strat
	-@strip $(DESTDIR)$(PREFIX)/bin/strat

.PHONY: bench
bench: system-libraries ## Measure, beside the peers that are installed; prints a table
	Benchmarks/run.py

.PHONY: coverage
coverage: ## Run the tests with counters and print how much of each module they reach
	$(MAKE) test COVERAGE=1
	scripts/coverage.py

.PHONY: docs
docs: build ## Write again the parts of docs/ that the tool knows best
	scripts/generate-docs.py
	scripts/generate-grammars.py

.PHONY: check-docs
check-docs: build ## Run the console examples of README and docs/ and compare the output
	scripts/check-docs.py

.PHONY: format
format: ## Lay out all Swift code
	swift format format --in-place --parallel --recursive $(FORMATTED)

.PHONY: format-check
format-check: ## Complain about Swift code that is laid out differently
	swift format lint --strict --parallel --recursive $(FORMATTED)

.PHONY: clean
clean: ## Remove everything that was built
	rm -rf .build

.PHONY: help
help: ## List these commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 24

.PHONY: system-libraries
system-libraries:
	@scripts/install-system-libraries.sh
