# Every target is repeatable and sets up what it needs. Name another Python with: make run PYTHON=python3.12
.DEFAULT_GOAL := help
.PHONY: help run quick test bench faults fuzz lighthouse shots texts docs signs lock sbom audit clean

PORT ?= 8000
MESSAGES ?= 100000
SECONDS ?= 600
export PYTHON

help: ## show this list
	@echo "Fortnight: the two weeks after microneedling. Targets:"
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile
	@echo "Needed: Python 3.11 or newer with venv. Another one than the first on the path: make run PYTHON=..."

run: ## set up and serve the demo: a clinic, somebody on day 3 and their shelf (PORT=8001 for another port)
	@sh scripts/setup.sh run
	@exec .venv/bin/fortnight demo --serve --port $(PORT)

quick: ## the checks for while one works: layout, lint, layers, data, the soonest tests (half a minute at the most)
	@sh scripts/setup.sh dev
	@sh scripts/quick.sh

test: ## set up with the development tools and run every check
	@sh scripts/setup.sh dev
	@sh scripts/check.sh

bench: ## measure speed and size, each with its floor in the same run (LABELS=file.jsonl for labels of your own)
	@sh scripts/setup.sh bench
	@.venv-bench/bin/python -m bench "$(LABELS)"

faults: ## kills in imports, backups and updates, a full disk, a clock set back, messages over bad lines (MESSAGES=100000)
	@sh scripts/setup.sh dev
	@sh scripts/needs.sh libfaketime
	@.venv/bin/python -m tests.faults.every $(MESSAGES)

fuzz: ## give every parser of foreign text whatever there is (SECONDS=600), and every law ten times the examples
	@sh scripts/setup.sh dev
	@.venv/bin/python -m tests.fuzz $(SECONDS)
	@EXAMPLES_TIMES=10 .venv/bin/python -m pytest -q -n 2 tests/properties tests/core/test_routine_search.py \
		tests/core/test_routine_prefilter.py tests/core/test_labels_near_index.py tests/core/test_labels_hints.py

lighthouse: ## ask Lighthouse about the main pages (needs Node.js and Chromium)
	@sh scripts/setup.sh run
	@sh scripts/lighthouse.sh

shots: ## take pictures of the main pages for the docs (needs Chromium)
	@sh scripts/setup.sh dev
	@.venv/bin/python -m tests.browser.shots

texts: ## gather the texts of the site for translation and compile the languages
	@sh scripts/setup.sh run
	@sh scripts/texts.sh

docs: ## write the reference that is generated from the data
	@sh scripts/setup.sh run
	@sh scripts/docs.sh

signs: ## learn again how danger sounds, from healing/data/hearing/corpus
	@sh scripts/setup.sh run
	@.venv/bin/fortnight signs train

lock: ## lock requirements/*.txt again from pyproject.toml
	@sh scripts/lock.sh

sbom: ## write what the site is made of (CycloneDX) from requirements/run.txt
	@sh scripts/setup.sh audit
	@sh scripts/sbom.sh

audit: ## ask whether a locked package has a known weakness (needs the network)
	@sh scripts/setup.sh audit
	@sh scripts/audit.sh

clean: ## remove the environments and everything that was generated
	@rm -rf .venv .venv-audit .venv-bench build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
	@echo "Clean: the environments, caches and build results are gone."
