# Kompetencematch. `make help` viser alle mål.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --quiet --disable-pip-version-check
RUN_STAMP := $(VENV)/.run-ready
DEV_STAMP := $(VENV)/.dev-ready

.DEFAULT_GOAL := help
.PHONY: help run test setup check bench lock clean

help: ## Viser målene
	@awk -F':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(RUN_STAMP) ## Sætter op, matcher eksempelregionen og åbner http://127.0.0.1:8000
	@$(BIN)/kompetencematch demo

setup: $(RUN_STAMP) ## Gør .venv/bin/kompetencematch klar og intet andet

test: $(DEV_STAMP) ## Sætter op og kører alle test
	@$(BIN)/python -m pytest -n 2 -q

check: $(DEV_STAMP) ## Stil, typer og kontrakter
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

bench: $(DEV_STAMP) ## Målinger (tests/benchmarks), som forhold til en basis i samme kørsel
	@$(BIN)/python -m tests.benchmarks

lock: ## Fornyer låsefilerne (kræver uv)
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --quiet -o locks/run.txt pyproject.toml
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --quiet --extra dev -c locks/run.txt -o locks/dev.txt pyproject.toml

clean: ## Fjerner det virtuelle miljø
	rm -rf $(VENV)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Kompetencematch kræver Python 3.11 eller nyere. Angiv en anden med: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Kunne ikke oprette .venv. På Debian og Ubuntu: sudo apt-get install python3-venv"; exit 2; }

$(RUN_STAMP): locks/run.txt pyproject.toml | $(VENV)/bin/python
	@echo "Henter Kompetencematchs biblioteker (kun første gang) ..."
	@$(PIP) install --require-hashes -r locks/run.txt
	@$(PIP) install --require-hashes -r locks/build.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV_STAMP): locks/dev.txt $(RUN_STAMP)
	@$(PIP) install --require-hashes -r locks/dev.txt
	@touch $@
