# Everything that one does in a checkout. `make help` lists it.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup demo test hostile coverage compatibility lint format bench docs house api screenshots translations package clean

python := .venv/bin/python

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup:  ## prepare the checkout: system packages, .venv, an isolated QGIS profile
	@tools/setup

demo: setup  ## map a small scene with both models through qgis_process, into demo-output/
	@$(python) tools/demo.py

# Two processes share the modules of tests, in the order of tests/conftest.py.
pytest := .venv/bin/pytest -n 2 --dist loadfile --no-loadscope-reorder

test: setup  ## run the tests, on two cores
	@$(pytest)

hostile: setup  ## run hostile rasters, models and requests for a night; seed=N begins elsewhere
	@ONEMETRE_HOSTILE=50 ONEMETRE_HOSTILE_SEED=$(or $(seed),1000000) .venv/bin/pytest tests/hostile

coverage: setup  ## run the tests and say which lines they reach, in detail in htmlcov/
	@$(pytest) --cov --cov-report=term:skip-covered --cov-report=html

compatibility:  ## run the tests and the lint on Debian 13 with QGIS 3.44, in a chroot; needs root and debootstrap
	@tools/compatibility

lint: setup  ## ruff, mypy, bandit, detect-secrets, codespell
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy -p onemetre
	.venv/bin/bandit -q -c pyproject.toml -r .
	git ls-files -z | xargs -0 .venv/bin/detect-secrets-hook --baseline .secrets.baseline
	git ls-files -z | xargs -0 .venv/bin/codespell

format:  ## let ruff repair what it can
	.venv/bin/ruff check --fix-only -q
	.venv/bin/ruff format

bench: setup  ## measure speed and memory
	@$(python) benchmarks/speed/run.py

docs: setup  ## write the pages of the algorithms in docs/guide/
	@QT_QPA_PLATFORM=offscreen QGIS_CUSTOM_CONFIG_PATH="$$PWD/.qgis" $(python) tools/make_docs.py

house: setup  ## draw docs/images/house.svg, the folders of the plugin and who imports whom
	@$(python) tools/house.py

api: setup  ## write the reference of all modules from their docstrings, into build/api/
	@tools/api

screenshots: setup  ## take the guide's pictures, docs/images/, from a QGIS on a virtual screen; in Chinese: locale=zh_CN
	@$(python) tools/screenshots.py $(if $(locale),--locale $(locale))

translations: setup  ## bring resources/i18n/ up to date with the sources, and say what is not translated
	@$(python) tools/translations.py

package: setup  ## make the zip for QGIS's plugin manager, dist/onemetre-<version>.zip, and check it
	@$(python) tools/package.py

clean:  ## remove everything that is not in git: .venv, .qgis, caches, outputs
	rm -rf .venv .venv-docs .qgis .qgis-settings demo-output dist build htmlcov .coverage* .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
