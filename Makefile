# What is done to a checkout of Timeline, by name; `make` alone lists the names.

PORT ?= 8000
ARGS ?=
# On all cores, a file at a time on each: what a file starts, such as a server, it starts once. `PYTEST_ARGS=`: on one.
PYTEST_ARGS ?= -n auto --dist loadfile

python := .venv/bin/python
caches := .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .schemathesis

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

.PHONY: help
help: ## List what can be made
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

# --- Running the site on this machine -----------------------------------------------------------------------

.PHONY: run
run: ready ## Serve the site and its seed chronology on this machine (PORT=8000)
	@exec $(python) -m gunicorn timeline.wsgi --config timeline/gunicorn_conf.py --bind 127.0.0.1:$(PORT)

.PHONY: dev
dev: export DEBUG := 1
dev: ready ## The same with DEBUG on, reloading as files change (PORT=8000)
	@exec $(python) manage.py runserver 127.0.0.1:$(PORT)

# A desk of one person; what the environment says already stays as it is.
run dev: export SITE_URL ?= http://127.0.0.1:$(PORT)
run dev: export FOUR_EYES ?= 0
run dev: export LOG_FORMAT ?= text
ifeq ($(value SECRET_KEY)$(value SECRET_KEY_FILE),)
run dev: export SECRET_KEY_FILE := $(CURDIR)/var/secret_key
ready: var/secret_key
endif

.PHONY: ready
ready: packages | var
	@$(python) .ci/port.py "$(PORT)"
	@$(python) manage.py prepare

# Moved into place only when whole, so that a start broken off half-way leaves no empty key behind.
var/secret_key: | packages var
	@umask 077 && $(python) -c 'import secrets; print(secrets.token_urlsafe(64))' > $@.new && mv $@.new $@

# The data of this machine, for nobody else on it to read.
var:
	@mkdir -m 700 var

.PHONY: packages
packages:
	@sh .ci/venv requirements.txt

# --- Checking a change --------------------------------------------------------------------------------------

.PHONY: test
test: dev-packages test-loaders ## Run the tests (ARGS="tests/test_x.py -k word"; DATABASE_URL chooses the database)
	@$(python) -m pytest $(PYTEST_ARGS) $(ARGS)

.PHONY: fuzz
fuzz: dev-packages ## Put 100 000 arbitrary texts and 100 000 valid ones to the reader of dates (minutes)
	@$(python) -m pytest --hypothesis-profile=fuzz $(PYTEST_ARGS) \
	    tests/dates/test_edtf.py -k "arbitrary_text or read_again" $(ARGS)

.PHONY: fuzz-api
fuzz-api: dev-packages ## Put 1 500 questions to each address of the API, and see that it keeps to its schema (ten minutes)
	@$(python) -m pytest --hypothesis-profile=fuzz-api tests/api/test_conformance.py $(ARGS)

.PHONY: check
check: check-static test ## Everything that a change must pass: check-static, then test

.PHONY: check-static
check-static: format-check lint types contracts migrations deploy-check ## All of check but the tests

.PHONY: format
format: dev-packages ## Rewrite the code as ruff formats it
	@$(python) -m ruff check --select I --fix --quiet
	@$(python) -m ruff format

.PHONY: format-check
format-check: dev-packages ## Is the code formatted?
	@$(python) -m ruff format --check

.PHONY: lint
lint: dev-packages ## Does ruff find fault?
	@$(python) -m ruff check

.PHONY: types
types: dev-packages ## Do the types hold, as mypy reads them?
	@$(python) -m mypy

.PHONY: contracts
contracts: dev-packages ## Does every import keep to the layers?
	@$(python) .venv/bin/lint-imports

.PHONY: migrations
migrations: dev-packages ## Has every change to a model its migration?
	@DATABASE_URL=sqlite://:memory: $(python) manage.py makemigrations --check --dry-run

.PHONY: deploy-check
deploy-check: dev-packages ## Would the settings be safe in production?
	@env -i PATH="$$PATH" SITE_URL=https://timelines.example.org PROXIES=1 CACHE_URL=redis://127.0.0.1 \
	    SECRET_KEY="$$($(python) -c 'import secrets; print(secrets.token_urlsafe(64))')" \
	    $(python) manage.py check --deploy --fail-level WARNING

.PHONY: dev-packages
dev-packages:
	@sh .ci/venv requirements.txt requirements-dev.txt

# What publishers frame pages with, from npm: installed outside the tree, used by the browser tests alone.
.PHONY: test-loaders
test-loaders: dev-packages
	@$(python) .ci/loaders.py

# --- Measuring ----------------------------------------------------------------------------------------------

ROWS ?= 1000000

.PHONY: bench-dates
bench-dates: packages bench-packages | var ## Measure reading dates and finding events by them (ROWS=1000000; 0: reading alone)
	@$(python) -u -m bench.dates "$(ROWS)"

N ?= 1000000

.PHONY: bench
bench: packages | var ## Measure the API beside plain REST framework and datasette (N=1000000 POSTGRESQL=postgres://…); needs wrk
	@sh .ci/venv --in .venv-peers bench/peers/requirements.txt
	@$(python) -u -m bench.api "$(N)" $(if $(POSTGRESQL),--postgresql "$(POSTGRESQL)")

.PHONY: bench-admin
bench-admin: packages | var ## Measure the pages of the desk beside Django's stock admin (N=1000000 POSTGRESQL=postgres://…)
	@$(python) -u -m bench.admin "$(N)" $(if $(POSTGRESQL),--postgresql "$(POSTGRESQL)")

LOADS ?= 9

.PHONY: bench-page
bench-page: dev-packages | var ## Measure the page of a timeline beside two peers (LOADS=9)
	@$(python) .ci/loaders.py bench/page/peers.toml .npm-bench
	@$(python) -u -m bench.page "$(LOADS)"

# What is measured against has packages of its own, which need not agree with ours.
.PHONY: bench-packages
bench-packages:
	@sh .ci/venv --in .venv-bench requirements-bench.txt

# --- Upkeep -------------------------------------------------------------------------------------------------

compile := $(python) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-emit-find-links --no-header

.PHONY: requirements
requirements: dev-packages ## Pin again what requirements*.in ask for (ARGS=--upgrade takes newer releases)
	@$(compile) $(ARGS) requirements.in --output-file requirements.txt
	@$(compile) $(ARGS) requirements-dev.in --output-file requirements-dev.txt
	@$(compile) $(ARGS) requirements-bench.in --output-file requirements-bench.txt
	@$(compile) $(ARGS) bench/peers/requirements.in --output-file bench/peers/requirements.txt

.PHONY: openapi
openapi: dev-packages ## Write docs/reference/openapi.json and its examples again, after a change to the API
	@DATABASE_URL=sqlite://:memory: LOG_LEVEL=warning $(python) manage.py shell --no-imports \
	    --command "from tests.api.example_answers import write; write()"
	@DATABASE_URL=sqlite://:memory: $(python) manage.py spectacular --format openapi-json --fail-on-warn \
	    --file docs/reference/openapi.json

catalogues := events/locale/*/LC_MESSAGES/django.po timeline/locale/*/LC_MESSAGES/django.po

# The date of gathering goes: every run would change it, and nothing else.
.PHONY: messages
messages: dev-packages ## Gather the words of the pages into their catalogues, and compile these (needs GNU gettext)
	@$(python) manage.py makemessages --no-location --no-obsolete \
	    --locale=es --locale=he --locale=fa --locale=ar
	@sed -i.bak '/^"POT-Creation-Date:/d' $(catalogues) && rm $(catalogues:=.bak)
	@for app in events timeline; do (cd $$app && ../$(python) ../manage.py compilemessages --verbosity=0) || exit 1; done

.PHONY: clean
clean: ## Remove .venv and the caches; never var/, which holds the data
	@rm -rf .venv .venv-bench .venv-peers .npm .npm-bench $(caches)
	@find . -name __pycache__ -type d -not -path './var/*' -prune -exec rm -rf {} +
