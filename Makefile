# Every target sets up .venv by itself from requirements.lock; nothing else needs to be installed.

PYTHON ?= python3
PAGE ?= corpus/pages/demo_clinic.html
PORT ?= 8000
ARGS ?=
# One more than there are cores: tests of the service wait for other processes much of the time.
WORKERS ?= $(shell $(PYTHON) -c 'import os; print(min(4, 1 + (os.cpu_count() or 1)))')

BIN := .venv/bin
STAMP := .venv/.installed
TRAIN_BIN := .venv-train/bin
TRAIN_STAMP := .venv-train/.installed
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check
TRAIN_PIP := $(TRAIN_BIN)/python -m pip install -qq --disable-pip-version-check

# Through the environment, so that the shell reads nothing into an address.
export PAGE

.PHONY: check test serve train fit bench lint pictures

check: $(STAMP)
	@$(BIN)/claimcheck check $(ARGS) -- "$$PAGE"

# By file, in order: a file shares its servers, and the long ones do not come last.
test: $(STAMP)
	@$(BIN)/python -m pytest --numprocesses $(WORKERS) \
	  --dist loadfile --no-loadscope-reorder $(ARGS)

serve: $(STAMP)
	@# Whoever follows a batch would otherwise keep the service from ending.
	@$(BIN)/uvicorn api.app:create_app --factory --host 127.0.0.1 --port $(PORT) \
	  --no-access-log --timeout-graceful-shutdown 10 $(ARGS)

# After a change of cues, of rules or of the vocabulary: everything but the encoders.
fit: $(STAMP)
	@$(BIN)/python -m models.cue_confidence.train
	@$(BIN)/python -m models.page_genre.train
	@$(BIN)/python -m models.claim_types.train --keep-encoder
	@$(BIN)/python -m models.sayings.train
	@$(BIN)/python -m models.flag_trust.train

# The encoders take over an hour and a half on two cores; what their folds said is kept.
train: $(TRAIN_STAMP)
	@$(TRAIN_BIN)/python -m models.cue_confidence.train
	@$(TRAIN_BIN)/python -m models.page_genre.train
	@$(TRAIN_BIN)/python -m models.claim_types.encoder $(ARGS)
	@$(TRAIN_BIN)/python -m models.claim_types.train
	@$(TRAIN_BIN)/python -m models.claim_types.probe
	@$(TRAIN_BIN)/python -m models.sentences.train $(ARGS)
	@$(TRAIN_BIN)/python -m models.sayings.train
	@$(TRAIN_BIN)/python -m models.flag_trust.train

bench: $(STAMP)
	@$(BIN)/python -m pytest tests/bench --benchmark-enable --benchmark-only \
	  --benchmark-columns=min,median,stddev,rounds --benchmark-group-by=group $(ARGS)

# The README's pictures, of the pages as they are; needs Chromium.
pictures: $(STAMP)
	@$(BIN)/python -m tests.browser.pictures

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

TRAIN_LOCKS := models/requirements.lock models/torch.lock models/torch_cpu.lock

$(TRAIN_STAMP): requirements.lock $(TRAIN_LOCKS) pyproject.toml
	@echo "Setting up .venv-train with PyTorch; this takes a few minutes, once." >&2
	@$(PYTHON) -m venv .venv-train
	@$(TRAIN_PIP) --no-deps --require-hashes -r requirements.lock -r models/requirements.lock
	@$(TRAIN_PIP) --no-deps --require-hashes -r models/torch_cpu.lock 2>/dev/null \
	  || $(TRAIN_PIP) --no-deps --require-hashes -r models/torch.lock
	@$(TRAIN_PIP) --no-deps --no-build-isolation --editable .
	@touch $@
