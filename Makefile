# make serve   the site on http://127.0.0.1:8000/
# make test    everything tests need, and the tests
.PHONY: serve build check test audit bench lock clean
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip --disable-pip-version-check --quiet install

serve: $(VENV)/serve.done
	@$(BIN)/guide serve

build: $(VENV)/serve.done
	@$(BIN)/guide build

check: $(VENV)/serve.done
	@$(BIN)/guide check

test: $(VENV)/test.done
	$(BIN)/python -m pytest -n auto $(ARGS)

# What `make test` takes a share of, whole or in larger shares; new examples for property tests; and tests/audit/: axe-core and
# the keyboard in every state, the Nu HTML Checker, Firefox, w3m, and Lighthouse by itself, as it measures how fast pages are.
# Chromium, Firefox, w3m, Java and Node.js are Debian's; what is missing is named at once.
AUDIT_NEEDS := chromium:chromium firefox-esr:firefox-esr w3m:w3m java:default-jre-headless node:nodejs npm:npm
LIGHTHOUSE := tests/audit/test_lighthouse.py
audit: export GUIDE_REQUIRE_BROWSER := 1
audit: $(VENV)/audit.done .audit/done
	@grep -rqE 'import.*\bWHOLE\b' tests --include='test_*.py' || { echo "No test under tests/ imports WHOLE: is it called otherwise now?" >&2; exit 2; }
	GUIDE_WHOLE=1 $(BIN)/python -m pytest -n auto $$(grep -rlE 'import.*\bWHOLE\b' tests --include='test_*.py') $(ARGS)
	$(BIN)/python -m pytest -n auto -m hypothesis --hypothesis-profile=explore tests $(ARGS)
	CHROMIUM=chromium $(BIN)/python -m pytest -n auto --ignore $(LIGHTHOUSE) tests/browser tests/audit $(ARGS)
	CHROMIUM=chromium $(BIN)/python -m pytest $(LIGHTHOUSE) $(ARGS)

.audit/done: Makefile
	@missing=; for need in $(AUDIT_NEEDS); do command -v $${need%%:*} >/dev/null || missing="$$missing $${need##*:}"; done; \
	[ -z "$$missing" ] || { echo "For audits, install first: sudo apt-get install$$missing" >&2; exit 2; }
	@echo "Installing Lighthouse and the Nu HTML Checker into .audit/ …"
	@npm install --prefix .audit --no-save --no-package-lock --no-audit --no-fund --silent lighthouse@12.8.2 vnu-jar@26.9.27
	@touch $@

bench: $(VENV)/test.done
	@$(BIN)/python tests/bench/run.py $(ARGS)
	@PYTHONPATH=tests/deploy $(BIN)/python tests/bench/serve.py $(SERVE_ARGS)

# A fresh environment needs the module venv, which Debian and Ubuntu ship apart from Python.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: set PYTHON=/path/to/python3.11." >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's module venv is missing: sudo apt-get install python3-venv" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/serve.done: requirements/serve.lock pyproject.toml | $(BIN)/python
	@echo "Installing what the site needs into $(VENV)/ …"
	@$(INSTALL) --require-hashes --only-binary :all: -r requirements/serve.lock
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/test.done: requirements/test.lock $(VENV)/serve.done
	@echo "Installing what the tests need into $(VENV)/ …"
	@$(INSTALL) --require-hashes --only-binary :all: -r requirements/test.lock
	@touch $@

$(VENV)/audit.done: requirements/audit.lock $(VENV)/test.done
	@echo "Installing what audits need into $(VENV)/ …"
	@$(INSTALL) --require-hashes --only-binary :all: -r requirements/audit.lock
	@touch $@

# Renew the locks. They name no registry and hold for every platform and Python from 3.11. What is served is what
# is tested and audited: the later locks may not choose other versions. (uv reads UV_DEFAULT_INDEX, not pip's settings.)
COMPILE := .lock-venv/bin/uv --quiet pip compile pyproject.toml --universal --python-version 3.11 --upgrade \
	--generate-hashes --only-binary :all: --no-emit-index-url --no-emit-find-links --no-annotate \
	--custom-compile-command 'make lock'
lock:
	$(PYTHON) -m venv .lock-venv
	.lock-venv/bin/python -m pip --disable-pip-version-check --quiet install uv
	$(COMPILE) -o requirements/serve.lock
	$(COMPILE) --extra test --constraint requirements/serve.lock -o requirements/test.lock
	$(COMPILE) --extra test --extra audit --constraint requirements/test.lock -o requirements/audit.lock
	rm -rf .lock-venv

clean:
	rm -rf $(VENV) .lock-venv .guide .audit site
