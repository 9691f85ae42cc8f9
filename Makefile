# Everything a developer does. `make` alone lists it.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
PYTEST := $(BIN)/python -m pytest
SITE_READY := $(VENV)/.site-ready
TESTS_READY := $(VENV)/.tests-ready
SEMANTIC_READY := $(VENV)/.semantic-ready
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input

help: ## List what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-20s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(SITE_READY) ## Start the site, with its demonstration content on the first run
	@exec $(BIN)/commons start

test: check test-whoosh-matrix test-postgres test-all test-semantic ## Everything; what the continuous integration runs

test-all: $(TESTS_READY) browser ## Every test on SQLite, the browser's too
	$(PYTEST) -n 2 --dist worksteal -m "not semantic"

coverage: $(TESTS_READY) ## What the tests without browser and PostgreSQL reach
	$(PYTEST) -n 2 --dist worksteal -m "not browser and not postgres and not semantic" --cov --cov-report=term:skip-covered

test-fast: $(TESTS_READY) ## The tests that need neither browser nor PostgreSQL
	$(PYTEST) -n 2 --dist worksteal -m "not browser and not postgres and not semantic and not slow"

test-browser: $(TESTS_READY) browser ## The browser journeys alone
	$(PYTEST) -n 2 -m browser

test-postgres: $(TESTS_READY) ## What touches the database, on PostgreSQL
	$(PYTEST) -n 2 --dist worksteal --database postgresql --ignore tests/search -m "not browser and not postgres and not semantic and not slow"

test-semantic: $(TESTS_READY) $(SEMANTIC_READY) ## What the assistant answers by meaning, with the real encoder
	OPENBLAS_NUM_THREADS=1 $(PYTEST) -n 0 -m semantic tests/assistant

test-whoosh-matrix: $(TESTS_READY) ## The search tests on Whoosh's two successors
	$(BIN)/python tests/whoosh_matrix.py

check: $(TESTS_READY) ## Style, types, imports, templates
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/djlint templates --lint --quiet

messages: $(TESTS_READY) ## Gather what is said to people into the catalogues and compile them
	$(BIN)/python tools/messages.py

benchmarks: $(TESTS_READY) ## Measure the pages beside two yardsticks
	$(BIN)/python benchmarks/pages.py

semantic: $(SEMANTIC_READY) ## Install what COMMONS_ASSISTANT_SEMANTIC needs (100 MB)

browser: $(TESTS_READY) ## Find or install Chromium
	@$(BIN)/python tests/browser/chromium.py

lock: ## Choose versions anew and lock them (needs uv)
	uv pip compile -q --upgrade --universal --generate-hashes --no-header --python-version 3.11 \
	    --extra postgres --group build pyproject.toml -o requirements.txt
	uv pip compile -q --upgrade --universal --generate-hashes --no-header --python-version 3.11 \
	    -c requirements.txt --extra postgres --group dev pyproject.toml -o requirements-dev.txt
	uv pip compile -q --upgrade --universal --generate-hashes --no-header --python-version 3.11 \
	    -c requirements-dev.txt --group pyproject.toml:semantic -o requirements-semantic.txt

clean: ## Remove what the tools made; your site's data stays
	rm -rf $(VENV) build dist htmlcov .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The first Python that runs and is new enough: a name on the path may be a shim with nothing behind it.
$(BIN)/python:
	@for name in $(PYTHON) python3.13 python3.12 python3.11 python3.14 python3 python; do \
	    if "$$name" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	        echo "Making a virtual environment in $(VENV) with $$("$$name" -V)"; \
	        exec "$$name" -m venv $(VENV); \
	    fi; \
	done; \
	echo "Python 3.11 or newer is needed, with its venv module (on Debian: apt-get install python3-venv)." >&2; exit 1

$(SITE_READY): requirements.txt pyproject.toml | $(BIN)/python
	@echo "Installing what the site needs (hashes checked)"
	@$(PIP) install -qq --require-hashes -r requirements.txt
	@$(PIP) install -qq --no-deps --no-build-isolation -e .
	@touch $@

$(TESTS_READY): requirements-dev.txt $(SITE_READY)
	@echo "Installing what the tests need (hashes checked)"
	@$(PIP) install -qq --require-hashes -r requirements-dev.txt
	@touch $@

$(SEMANTIC_READY): requirements-semantic.txt $(SITE_READY)
	@echo "Installing what compares meanings (hashes checked)"
	@$(PIP) install -qq --require-hashes --only-binary :all: -r requirements-semantic.txt
	@touch $@

.PHONY: help run test test-all coverage test-fast test-browser test-postgres test-whoosh-matrix test-semantic semantic check messages benchmarks \
    browser lock clean
