# make ask      set up, index the sample report, answer a question (Q="…" for your own)
# make test     set up for development, run all checks and tests
# make install  set up only
.DELETE_ON_ERROR:
.PHONY: ask install test coverage exam bench fuzz torture metrics lock build clean

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
Q ?= Có bao nhiêu sản phẩm OCOP là của hợp tác xã?
DEMO := .demo

ask: install
	@HOIBAOCAO_DATA_DIR=$(DEMO) $(BIN)/hoibaocao index add corpus/samples >/dev/null
	@HOIBAOCAO_DATA_DIR=$(DEMO) $(BIN)/hoibaocao ask -- "$$Q"
ask: export Q := $(Q)

install: $(VENV)/.installed

test: $(VENV)/.installed-dev
	@$(BIN)/python -m tests.run_checks

coverage: $(VENV)/.installed-dev
	@$(BIN)/python -m pytest -q -n 2 --cov --cov-report=term --cov-fail-under=85

exam: $(VENV)/.installed-dev
	@$(BIN)/python -m tests.quality.exam --show

lock: | $(BIN)/python
	$(BIN)/python -m uv --version >/dev/null 2>&1 || $(BIN)/pip install --quiet uv
	$(BIN)/python -m uv pip compile --quiet --no-header --generate-hashes --universal --no-emit-index-url --no-strip-extras --no-annotate --python-version 3.11 --group pyproject.toml:build pyproject.toml -o requirements.lock
	$(BIN)/python -m uv pip compile --quiet --no-header --generate-hashes --universal --no-emit-index-url --no-strip-extras --no-annotate --python-version 3.11 --group pyproject.toml:build --group pyproject.toml:dev pyproject.toml -o requirements-dev.lock
# pip 23 refuses the extra of trafilatura's lxml in a lock ("lxml[html-clean,html-clean]"); what it brings is locked
	sed -i 's/^lxml\[html-clean\]==/lxml==/' requirements.lock requirements-dev.lock

build: $(VENV)/.installed-dev
	$(BIN)/python -m build --no-isolation

clean:
	rm -rf $(VENV) $(DEMO) dist build .coverage* .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Cần Python 3.11 trở lên: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Đang cài đặt…"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock pyproject.toml | $(VENV)/.installed
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

bench: $(VENV)/.installed
	@$(BIN)/python -m benchmarks.search_speed 1000 10000
	@$(BIN)/python -m benchmarks.read_speed
	@$(BIN)/python -m benchmarks.answer_speed

fuzz: $(VENV)/.installed-dev
	@$(BIN)/python -m tests.fuzz 100000
	@$(BIN)/python -m tests.fuzz_questions 100000

torture: $(VENV)/.installed-dev
	@$(BIN)/python -m tests.torture $(POINTS)

metrics: $(VENV)/.installed-dev
	@$(BIN)/python -m tests.quality.metrics
