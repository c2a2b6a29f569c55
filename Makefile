# The commands of StudySpot Desk. `make run` and `make test` do all the set-up themselves.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.PHONY: run test check bench chaos chaos-control screenshots lock env format architecture translations \
  packages-run packages-test packages-node

# The first Python from 3.11 on that answers.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
  if $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then echo $$p; break; fi; done)
ifeq ($(OS),Windows_NT)
VENV := .venv/Scripts/python
else
VENV := .venv/bin/python
endif

# Tests wait more than they work, so two workers for each processor.
WORKERS ?= $$($(VENV) -c 'import os; print(2 * (os.cpu_count() or 1))')

run: packages-run env
	@$(VENV) -m tests.run_product

test: packages-test packages-node check
	@$(VENV) -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

check: env
	@$(VENV) -m ruff check .
	@$(VENV) -m ruff format --check .
	@$(VENV) -m mypy
	@$(VENV) -m tests.architecture --check
	@$(VENV) -m tests.faults.table --check
	@$(VENV) -m tests.import_contracts

bench: packages-test env
	@$(VENV) -m tests.bench

# A soak: a hub under load, several desks, seeded faults; then the account of what was lost.
chaos: env
	@$(VENV) -m tests.chaos --seed $(or $(SEED),1) --events $(or $(EVENTS),5000) \
	  --faults $(or $(FAULTS),60) --desks $(or $(DESKS),3)

# Desks without catch-up, then without dedupe: fails when the soak does not notice.
chaos-control: env
	@$(VENV) -m tests.chaos --control --seed $(or $(SEED),1) --events $(or $(EVENTS),600) \
	  --faults $(or $(FAULTS),15) --desks $(or $(DESKS),2)

screenshots: packages-test env
	@$(VENV) -m tests.screenshots

# The texts of the program, for each language; names what is not translated yet.
translations: env
	@$(VENV) -m tests.translations

env:
	@if [ -z "$(PYTHON)" ]; then echo "StudySpot Desk needs Python 3.11 or newer."; exit 1; fi
	@$(PYTHON) installers/setup_environment.py

# On a machine with a display only Qt's own libraries are wanted; without one, a desktop too.
packages-run:
	@if [ -n "$(PYTHON)" ]; then $(PYTHON) installers/system_packages.py qt-packages.txt \
	  $$([ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ] || echo desktop-packages.txt); fi

packages-test:
	@if [ -n "$(PYTHON)" ]; then $(PYTHON) installers/system_packages.py qt-packages.txt desktop-packages.txt; fi

packages-node:
	@if [ -n "$(PYTHON)" ]; then $(PYTHON) installers/system_packages.py node-packages.txt; fi

format: env
	@$(VENV) -m ruff check --fix .
	@$(VENV) -m ruff format .

architecture: env
	@$(VENV) -m tests.architecture --write
	@$(VENV) -m tests.faults.table --write

# Needs uv; versions and hashes for every system and Python, no addresses.
lock:
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-header --no-annotate --upgrade -o requirements.lock
