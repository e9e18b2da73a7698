# Sets Masthead up in this folder and runs it. `make help` lists what it can do.
#
# Nothing is installed outside .venv but the system packages that requirements/machine.sh names. A file
# .venv/.STEP says that a step is done; a step is done again when what it was made from changes.

PYTHON ?= python3
BIN := .venv/bin
PDFJS := src/masthead/previewing/static/pdfjs
PIP := $(BIN)/python -m pip -qq --no-input --disable-pip-version-check
COMPILE := env -u PIP_FIND_LINKS $(BIN)/uv pip compile --quiet --universal --upgrade \
	--generate-hashes --no-emit-index-url --no-header

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.PHONY: all test bench lock clean help

all: .venv/.run $(PDFJS)/pdf.min.mjs ## set up this folder, then build every document (this is the default)
	@$(BIN)/masthead build

test: .venv/.test $(PDFJS)/pdf.min.mjs ## check style, types and behaviour
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy src tests
	$(BIN)/pytest -n 2

bench: .venv/.run .venv/.tools ## measure, beside Typst, XeLaTeX and Chromium (15 minutes; with ROUNDS=1, 9)
	$(BIN)/python tests/bench.py $(if $(ROUNDS),--rounds $(ROUNDS))

lock: .venv/.tools ## take the newest releases that pyproject.toml allows into requirements/
	$(COMPILE) pyproject.toml --group build -o requirements/run.txt
	$(COMPILE) pyproject.toml --group build --group test --group lint -c requirements/run.txt \
		-o requirements/test.txt
	$(COMPILE) --group bench --group lock -o requirements/tools.txt

clean: ## remove what was built and what was set up
	rm -rf .venv .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find build $(PDFJS) -mindepth 1 ! -name .gitignore -delete

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-6s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

.venv/.made: requirements/machine.sh
	@sh requirements/machine.sh $(PYTHON)
	@$(PYTHON) -m venv --clear --prompt masthead .venv
	@touch $@

.venv/.run: .venv/.made requirements/run.txt pyproject.toml
	@echo "Installing the packages of requirements/run.txt into .venv"
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.venv/.test: .venv/.run requirements/test.txt
	@sh requirements/machine.sh $(PYTHON) test
	@echo "Installing the packages of requirements/test.txt into .venv"
	@$(PIP) install --require-hashes -r requirements/test.txt
	@touch $@

.venv/.tools: .venv/.made requirements/tools.txt
	@echo "Installing the packages of requirements/tools.txt into .venv"
	@$(PIP) install --require-hashes -r requirements/tools.txt
	@touch $@

$(PDFJS)/pdf.min.mjs: requirements/package.json requirements/package-lock.json | .venv/.made
	@echo "Bringing PDF.js of requirements/package-lock.json to $(PDFJS)"
	@mkdir -p .venv/npm
	@cp $^ .venv/npm/
	@npm ci --prefix .venv/npm --loglevel=error --omit=optional --ignore-scripts --no-audit --no-fund >/dev/null
	@cp .venv/npm/node_modules/pdfjs-dist/LICENSE $(PDFJS)/
	@cp .venv/npm/node_modules/pdfjs-dist/legacy/build/pdf.worker.min.mjs $(PDFJS)/
	@cp .venv/npm/node_modules/pdfjs-dist/legacy/build/pdf.min.mjs $(PDFJS)/
