# lepdata: python3 (3.11 or later) and make are all that a fresh machine needs. `make help` lists the targets.

SHELL := /bin/sh
PYTHON ?= python3
UV ?= uv
OUT ?= reports
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCK := $(UV) pip compile pyproject.toml requirements/build.in --quiet --universal --python-version 3.11 \
  --generate-hashes --no-emit-index-url --no-emit-find-links

# By another name: a line that says MAKE itself is run by `make -n`, too, and the whole benchmark with it.
AGAIN := $(MAKE)

# Compiled once, not anew by every process of a test or a review.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: batch-bench help review test test-pages setup lab check format bench fuzz screenshots docs docs-site lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' Makefile

review: $(VENV)/batch.stamp ## build data/processed, review every board and the nation, write reports/
	$(BIN)/lepdata build
	$(BIN)/lepdata review --out $(OUT)
	@echo "Done. Open $(OUT)/index.html in a browser; the tables are in $(OUT)/data."

test: $(VENV)/test.stamp ## every test that needs no browser
	$(BIN)/python -m pytest -m "not pages" -n auto --dist loadfile --no-loadscope-reorder

test-pages: $(VENV)/test.stamp ## open every page in headless Chromium, network off (LEPDATA_SITE=folder: that site, else a new one)
	$(BIN)/python -m pytest -m pages tests/pages

setup: $(VENV)/batch.stamp ## the environment only
	@echo "Ready: $(BIN)/lepdata --help"

lab: $(VENV)/notebooks.stamp ## JupyterLab, in notebooks/
	$(BIN)/jupyter lab --notebook-dir=notebooks

check: $(VENV)/test.stamp ## format, lint, types and the order of imports, changing nothing
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/test.stamp ## put the code in the agreed format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/test.stamp ## time, memory and import cost as ratios of one run (BENCH="--sample 8": quicker)
	@over=0; $(BIN)/python benchmarks/bench.py $(BENCH) || over=1; $(BIN)/python benchmarks/documents.py || over=1; \
	$(AGAIN) --no-print-directory VENV=$(VENV)-notebooks batch-bench || over=1; exit $$over

# Batches are measured where analysts run them: JupyterLab installed, what only tests need not.
batch-bench: $(VENV)/notebooks.stamp ## the last part of bench alone: batches, JupyterLab installed
	$(BIN)/python benchmarks/bench.py --batch

fuzz: $(VENV)/test.stamp ## 100,000 spoilt files for every reader together (FUZZ="--inputs 2000": fewer)
	$(BIN)/python tests/fuzz.py $(FUZZ)

screenshots: $(VENV)/test.stamp ## pictures of the pages in reports/, wide and phone, into docs/pictures/
	$(BIN)/python tests/pages/headless.py $(OUT) docs/pictures

docs: $(VENV)/batch.stamp ## the pages under docs/ anew, from reports/ (after make review)
	$(BIN)/python docs/sample.py $(OUT) docs national.html method.html boards/new-anglia.html

# Everything that it shows is made or run from this folder: once the packages are installed, no network is used.
docs-site: $(VENV)/docs.stamp ## the manual, into build/manual: every warning and dead link stops it
	$(BIN)/python docs/generate.py build/manual-source
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict
	@echo "Done. Open build/manual/index.html in a browser; to search it: python3 -m http.server --directory build/manual"

# Everything is resolved once, then each lock is cut from that one answer, so that no two of them can disagree.
lock: ## resolve the newest dependencies anew into requirements/*.txt (needs uv)
	@command -v $(UV) >/dev/null || { echo "make lock needs uv (a Python package of that name); nothing else here does." >&2; exit 1; }
	@everything=$$(mktemp) && $(LOCK) --all-extras -o "$$everything" >/dev/null && \
	for extra in batch docs notebooks test; do \
	  rm -f requirements/$$extra.txt; \
	  UV_CUSTOM_COMPILE_COMMAND="make lock" $(LOCK) --extra $$extra -c "$$everything" --no-annotate -o requirements/$$extra.txt >/dev/null || exit 1; \
	done; rm -f "$$everything"

clean: ## remove what is generated: .venv, caches, reports/ but its README
	rm -rf $(VENV) $(VENV)-notebooks .pytest_cache .ruff_cache .mypy_cache .hypothesis build dist benchmarks/last*.json
	find lepdata tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
	find reports -mindepth 1 -maxdepth 1 ! -name README.md -exec rm -rf {} +

# A half-made environment is removed, so that the next try starts afresh.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "lepdata needs Python 3.11 or later, and '$(PYTHON)' is $$($(PYTHON) --version 2>&1 | tail -n 1)." >&2; \
	  echo "Install a newer one, or name it: make PYTHON=python3.12 review" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "Could not make $(VENV). On Debian and Ubuntu the package python3-venv is missing." >&2; exit 1; }

$(VENV)/%.stamp: requirements/%.txt pyproject.toml | $(BIN)/python
	@echo "Installing the locked dependencies of requirements/$*.txt into $(VENV) (once)"
	$(PIP) --require-hashes -r $<
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@
