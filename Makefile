# Needs python3.11+, make and git; everything else is set up in .venv/.
PYTHON ?= python3
RAW ?= raw
DIST ?= dist
WORKERS ?=
VERSION ?=
RELEASE ?= $(DIST)
CORPORA ?= ../shared/corpora
SCORER ?= ../shared/score_citations.py
SNIPPETS ?= $(CORPORA)/citations/snippets.jsonl
LINKS ?= $(CORPORA)/citations/links.jsonl
SYMBOLS ?= $(CORPORA)/citations/symbols.jsonl
MEGABYTES ?= 50
DOCUMENTS ?= $(CORPORA)/documents
CORPUS ?= $(CORPORA)/statements
PEER := eyecite==2.7.8
STATEMENTS_PEER := textacy==0.13.0 spacy-lookups-data==1.0.5
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help release test lint verify sql clean lock score bench

help: ## show this list
	@$(PYTHON) -c "import re;[print(f'  make {m[1]:9}{m[2]}') for m in re.finditer(r'^(\w+):.*?## (.*)', open('Makefile').read(), re.M)]"
	@echo "  settings: RAW=$(RAW) DIST=$(DIST) WORKERS=n VERSION=x.y.z RELEASE=folder"

.venv/.runtime: .lock/runtime.txt pyproject.toml .lock/setup.py
	@$(PYTHON) .lock/setup.py runtime

.venv/.dev: .venv/.runtime .lock/dev.txt
	@$(PYTHON) .lock/setup.py dev

release: .venv/.runtime ## raw/ -> dist/<version>/, if anything differs from the newest release
	@$(BIN)/onrecord release --raw "$(RAW)" --dist "$(DIST)" $(if $(WORKERS),--workers "$(WORKERS)") $(if $(VERSION),--version "$(VERSION)")

test: .venv/.dev ## run the tests
	@$(BIN)/python -m pytest -n auto

lint: .venv/.dev ## ruff and mypy
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

# The taggers of the five folds are trained once for a corpus and the code (ten minutes on two cores) and kept in .work/.
TRAINED = $(if $(WORKERS),--workers "$(WORKERS)")

score: .venv/.dev ## accuracy of citations, documents, statements (SNIPPETS= LINKS= SYMBOLS= SCORER= DOCUMENTS= CORPUS=)
	@$(BIN)/python tests/measure/citations_score.py --snippets "$(SNIPPETS)" --links "$(LINKS)" --symbols "$(SYMBOLS)" --scorer "$(SCORER)"
	@$(BIN)/python tests/measure/documents_score.py --corpus "$(DOCUMENTS)"
	@$(BIN)/python tests/measure/statements_score.py "$(CORPUS)" $(TRAINED)

.venv/.peer: .venv/.dev Makefile
	@$(PYTHON) -m venv .venv/peer && .venv/peer/bin/python -m pip install -q $(PEER) hyperscan==0.9.1 || .venv/peer/bin/python -m pip install -q $(PEER)
	@.venv/peer/bin/python -m pip install -q $(STATEMENTS_PEER) || echo "textacy: could not be installed"
	@touch $@

bench: .venv/.peer ## speed of citations, containers, statements, beside named peers (CORPORA= MEGABYTES= DOCUMENTS= CORPUS=)
	@$(BIN)/python tests/measure/citations_bench.py --corpora "$(CORPORA)" --megabytes $(MEGABYTES) --peer .venv/peer/bin/python
	@$(BIN)/python tests/measure/documents_bench.py --corpus "$(DOCUMENTS)"
	@$(BIN)/python tests/measure/statements_bench.py "$(CORPUS)" "$(DOCUMENTS)/speech" $(TRAINED) --peer .venv/peer/bin/python

verify: .venv/.runtime ## check a release: hashes, slices, keys, references, and against raw/
	@$(BIN)/onrecord verify "$(RELEASE)" --raw "$(RAW)"

sql: .venv/.runtime ## a read-only SQL shell over the newest release
	@$(BIN)/onrecord sql --release "$(RELEASE)"

clean: ## remove what was set up and computed; raw/ and dist/ stay
	@$(PYTHON) -c "import shutil; [shutil.rmtree(p, ignore_errors=True) for p in ('.venv', '.work', '.pytest_cache', '.mypy_cache', '.ruff_cache', '.hypothesis')]"

lock: .venv/.dev ## resolve the dependencies anew (needs the package registry)
	@$(PYTHON) .lock/setup.py lock
