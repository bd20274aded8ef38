# What can be done here. Every target first makes .venv, or brings it up to date, from requirements.lock.
PYTHON ?= python3
PORT ?= 8000
SERVE ?= yes
SIZE ?= full
PY := .venv/bin/python

export PYTHONPATH := $(CURDIR)/src
export PYTHONUTF8 := 1
# What Python compiled is kept, whatever the machine's own habit, and beside nobody's source: every process would compile it all again.
export PYTHONPYCACHEPREFIX ?= $(CURDIR)/.pycache
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup demo test check docs peers bench nightly mutants fresh lock clean

help: ## Say what can be done here
	@sed -n 's/^\([a-z]*\): .*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-14s %s\n", $$1, $$2 }'

setup: ## Make the environment in .venv
	@env -u PYTHONPATH $(PYTHON) tools/bootstrap.py

demo: setup ## Set up two offices, do their work and serve them on http://localhost:8000 (PORT=…; SIZE=small; SERVE=no to stop before)
	@.venv/bin/duly demo --size $(SIZE) --port $(PORT) $(if $(filter no,$(SERVE)),--no-serve)

test: setup ## Run every test (ARGS=… for pytest)
	@$(PY) tools/browser.py
	@$(PY) -m pytest -n auto --dist loadfile $(ARGS)

check: setup ## Style, types, walls, doors, sizes, documents: everything that reads the code
	@$(PY) tools/check.py

docs: setup ## Write docs/generated again, and the list of what may be done in the database
	@$(PY) tools/generate_docs.py
	@$(PY) tools/write_granted.py

peers: setup ## Make .peers: .venv, with the engines Duly is measured against and carried to (PySpark, Polars)
	@$(PY) tools/peers.py

bench: peers ## Measure, with the peers each figure is measured against, into benchmarks/RESULTS.md (ARGS="--visits 1000000 --only judged")
	@.peers/bin/python -m benchmarks --write $(ARGS)

nightly: setup ## The tests of faults and tampering at their full size, counted in var/ (SCALE=0.01 for a hundredth)
	@$(PY) tools/nightly.py $(if $(SCALE),--scale $(SCALE)) $(ARGS)

mutants: setup ## Take every constraint and trigger away in turn and see that a test notices (ARGS="--only runs")
	@$(PY) tools/mutants.py $(ARGS)

fresh: ## Both commands in a fresh clone, as root and as an ordinary user (FRESH_TEST=no for the demo alone)
	@sh tools/fresh.sh

lock: setup ## Make the locks again from pyproject.toml
	@$(PY) tools/lock.py

clean: ## Remove .venv, .peers and what the tools left
	@rm -rf .venv .peers .pycache .ruff_cache .mypy_cache .import_linter_cache .hypothesis .coverage
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
