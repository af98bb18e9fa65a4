# 明执 — make run | make test | make setup
# Everything is set up from lock files; a second run finds it done and starts in seconds.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
export MINGZHI_HOME ?= $(CURDIR)/var

.PHONY: help setup run test check trust clean

help: ## Show what can be asked for
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/make \1\t\2/' | expand -t 16

setup: $(VENV)/.run node_modules/.made ## Virtual environment and front-end parts, from lock files
	@test -x $(BIN)/mingzhi && echo "准备完成：$(BIN)/mingzhi"

$(VENV)/.run: requirements/run.lock pyproject.toml
	@echo "正在准备 Python 环境（第一次约一分钟）"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . 2>/dev/null \
	  || $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

node_modules/.made: package.json package-lock.json
	@echo "正在准备页面部件"
	@npm ci --omit=dev --no-audit --no-fund --loglevel=error
	@touch $@

run: setup ## Serve the product on http://127.0.0.1:$(PORT) with demo data
	@exec $(BIN)/mingzhi run --port $(PORT)

$(VENV)/.dev: $(VENV)/.run requirements/dev.lock
	@echo "正在准备测试环境"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	@npm ci --no-audit --no-fund --loglevel=error && touch node_modules/.made
	@bash tests/install_browser.sh
	@touch $@

test: $(VENV)/.dev node_modules/.made ## All checks and tests, on SQLite, PostgreSQL and in a browser
	@$(BIN)/python -m tests

check: $(VENV)/.dev ## Only the static checks: style, types, import contracts
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports

trust: $(VENV)/.dev ## The long trust tests in full
	@MINGZHI_TRUST=full $(BIN)/python -m pytest tests -m "not journey" -q

clean: ## Remove what the set-up made; the data folder stays
	rm -rf $(VENV) node_modules
