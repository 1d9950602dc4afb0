# What a person calls here, and what CI calls. `make` alone lists it.

.DEFAULT_GOAL := help
.PHONY: help setup up demo test check format faults bench lock clean

PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed
N ?= 1000
SEED ?= 1
WORKERS ?= 2
IN = $(if $(DATA),--data $(DATA))
COMPILE = uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml

help: ## List every target
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(INSTALLED) ## Install everything into .venv (Python 3.11 or later); nothing to do a second time

up: setup ## Run the whole house: PostgreSQL, Kafka, four services, front port 8000
	$(BIN)/hearth up $(IN)

demo: setup ## The house, a sample region and one child's journey told step by step; EXIT=1 ends by itself, DATA=dir keeps its data there
	$(BIN)/hearth demo $(if $(EXIT),--exit) $(IN)

test: setup ## Run the tests in WORKERS=2 processes, each with a PostgreSQL of its own
	$(BIN)/pytest -n $(WORKERS)

check: setup ## Lint, formatting, types and walls
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup ## Put the code into the one format
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

faults: setup ## Kill everything in turn under N=1000 commands with SEED=1, then check that nothing was lost
	$(BIN)/hearth faults --n $(N) --seed $(SEED) $(IN)

bench: setup ## Measure, side by side with bare baselines; ONLY=policy one subject, FULL=1 a rebuild of 84,000 children too, SHORT=1 each once and small
	$(BIN)/hearth bench $(if $(ONLY),--only $(ONLY)) $(if $(FULL),--full) $(if $(SHORT),--short)

lock: ## Pin every dependency again with its hash (needs uv)
	@command -v uv > /dev/null || { echo "make lock needs uv on the path"; exit 1; }
	$(COMPILE) -o requirements/run.txt
	$(COMPILE) --group dev -o requirements/dev.txt

clean: ## Remove the house's data (.hearth), caches and build files; .venv stays
	rm -rf .hearth build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

$(INSTALLED): requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Hearth needs Python 3.11 or later; '$(PYTHON)' is not. Name one: make $(MAKECMDGOALS) PYTHON=python3.11"; exit 1; }
	@echo "Installing into .venv (once)"
	@$(PYTHON) -m venv .venv || { echo "The module venv is missing; on Debian: apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
