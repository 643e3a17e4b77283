# Every target sets up .venv by itself from requirements.lock; nothing else needs to be installed.

PYTHON ?= python3
PAGE ?= corpus/pages/demo_clinic.html
PORT ?= 8000
ARGS ?=

BIN := .venv/bin
STAMP := .venv/.installed
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check

# Through the environment, so that the shell reads nothing into an address.
export PAGE

.PHONY: check test serve train bench lint

check: $(STAMP)
	@$(BIN)/claimcheck check $(ARGS) -- "$$PAGE"

test: $(STAMP)
	@$(BIN)/python -m pytest $(ARGS)

serve: $(STAMP)
	@$(BIN)/uvicorn api.app:create_app --factory --host 127.0.0.1 --port $(PORT) $(ARGS)

train: $(STAMP)
	@set -e; for script in models/*/train.py; do echo "$$script"; $(BIN)/python "$$script" $(ARGS); done

bench: $(STAMP)
	@$(BIN)/python -m pytest tests/bench --benchmark-enable --benchmark-only \
	  --benchmark-columns=min,median,stddev,rounds --benchmark-group-by=group $(ARGS)

lint: $(STAMP)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy --strict claimcheck api models
	@$(BIN)/lint-imports

$(STAMP): requirements.lock pyproject.toml
	@echo "Setting up .venv; this takes a minute or two, once." >&2
	@$(PYTHON) -m venv .venv
	@# The lock is complete: nothing is left to resolve, and older versions of pip stumble over extras.
	@$(PIP) --no-deps --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@
