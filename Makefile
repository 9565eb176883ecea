# What a person or the CI runs. `make run` is all that is needed to start.
PORT ?= 8000
DATA ?= data
PYTHON ?= python3
TREEBANK ?= ../shared/treebank
BIN := .venv/bin
STAMP := .venv/installed
WORDS := .venv/messages.pot

.DEFAULT_GOAL := run
.PHONY: install run test lint train evaluate bench messages screenshots

install: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; name it with PYTHON=, as in: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "Python's venv module is missing. On Debian: apt-get install python3-venv" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing into .venv (once, about a minute) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

run: $(STAMP)
	@exec $(BIN)/quizapp serve --port $(PORT) --data "$(DATA)"

# Once on SQLite; once more on PostgreSQL where its address is given.
test: $(STAMP)
	$(BIN)/pytest
ifdef QUIZAPP_POSTGRES
	QUIZAPP_TEST_DATABASE="$(QUIZAPP_POSTGRES)" $(BIN)/pytest tests/quizapp
endif

lint: $(STAMP)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

# Needs the treebank beside the checkout; writes questions/language/model.
train: $(STAMP)
	$(BIN)/python -m questions.language.train $(TREEBANK)

# Each quality figure beside its floor; fails where one is below.
evaluate: $(STAMP)
	$(BIN)/python -m benchmarks.evaluate

bench: $(STAMP)
	$(BIN)/python -m benchmarks

# Gathers the interface's words into each language's catalogue, and compiles what is translated.
messages: $(STAMP)
	$(BIN)/pybabel extract -F pyproject.toml -k lazy_gettext -k mark -k mark_many:1,2 --no-location --sort-output -o $(WORDS) .
	$(BIN)/pybabel update -i $(WORDS) -d quizapp/translations --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
	$(BIN)/pybabel compile -d quizapp/translations --statistics

screenshots: $(STAMP)
	$(BIN)/python -m tests.browser.screenshots
