# Quittance: the commands. Everything runs inside .venv, from this folder, so a space in its path does no harm.
PYTHON ?= python3
VENV := .venv/bin/python
SECONDS ?= 180
WORKERS ?= 2
MANIFEST ?= ../shared/data/dev/robustness.jsonl
ROOMS := app_settings training finance services users utils

# Data of the tests: an embedded Postgres of their own, and no service of the person's environment.
TEST_VAR := var/test
BESIDE_POSTGRES := env -u DATABASE_URL -u REDIS_URL -u AWS_STORAGE_BUCKET_NAME QUITTANCE_VAR="$(CURDIR)/$(TEST_VAR)" \
	$(VENV) -m utils.embedded_postgres exec --volatile --base $(TEST_VAR) --

# Each worker runs whole files of tests, in a house of its own.
BY_WORKERS := -p tests.parallel -n $(WORKERS) --dist loadfile

# A production profile that is complete and reaches nothing.
PRODUCTION := env QUITTANCE_VAR="$(CURDIR)/$(TEST_VAR)" DATABASE_URL=postgresql://quittance@127.0.0.1/quittance \
	REDIS_URL=redis://127.0.0.1:6379/0 PUBLIC_URL=https://quittance.example.org ALLOWED_HOSTS=quittance.example.org

.PHONY: help run setup setup-dev test coverage check format lock openapi bench bench-ledger bench-robustness mutate-guards mutate fuzz-api fuzz-files samples

help: ## what can be made
	@grep -E '^[a-z-]+:.*##' Makefile | sed 's/:.*##/:/'

run: setup ## everything: environment, database, demo workspace, web, worker, beat; Ctrl-C ends it
	@exec $(VENV) -m app_settings.launch

setup: ## the environment only
	@$(PYTHON) -I app_settings/virtual_environment.py requirements.txt

setup-dev: setup
	@$(PYTHON) -I app_settings/virtual_environment.py requirements-dev.txt

test: setup-dev ## all tests that need no outside service; ARGS="…" goes to pytest, WORKERS=2 at once
	@exec $(BESIDE_POSTGRES) $(VENV) -m pytest $(BY_WORKERS) -p tests.deselected -m "not services" $(ARGS)

coverage: setup-dev ## the same, and which branches of the rules no test takes: at least 90 % have to be taken
	@exec $(BESIDE_POSTGRES) $(VENV) -m pytest $(BY_WORKERS) -m "not services" --cov --cov-report=term $(ARGS)

check: setup-dev ## format, lint, types, import contracts, deployment, migrations, OpenAPI, dead code
	$(VENV) -m ruff format --check .
	$(VENV) -m ruff check .
	$(VENV) -m mypy $(ROOMS) manage.py
	.venv/bin/lint-imports
	$(PRODUCTION) SECRET_KEY="$$($(VENV) -c 'import secrets; print(secrets.token_hex(32))')" \
		API_KEY_PEPPER="$$($(VENV) -c 'import secrets; print(secrets.token_hex(32))')" \
		JWT_SIGNING_KEY="$$($(VENV) -c 'import secrets; print(secrets.token_hex(32))')" \
		ENCRYPTION_KEYS="$$($(VENV) -c 'import secrets; print(secrets.token_hex(32))')" \
		$(VENV) manage.py check --deploy --fail-level WARNING
	$(BESIDE_POSTGRES) $(VENV) manage.py makemigrations --check --dry-run
	$(BESIDE_POSTGRES) $(VENV) manage.py spectacular --validate --fail-on-warn --file $(TEST_VAR)/openapi.yaml
	diff -u docs/openapi.yaml $(TEST_VAR)/openapi.yaml
	$(VENV) -m vulture

format: setup-dev ## puts the code into its form
	$(VENV) -m ruff format .
	$(VENV) -m ruff check --fix .

lock: setup-dev ## resolves requirements*.in anew, for Python 3.11 to 3.13, wheels only
	$(VENV) -m uv pip compile --universal --only-binary :all: --generate-hashes --python-version 3.11 \
		requirements.in -o requirements.txt
	$(VENV) -m uv pip compile --universal --only-binary :all: --generate-hashes --python-version 3.11 \
		requirements-dev.in -o requirements-dev.txt

openapi: setup-dev ## writes docs/openapi.yaml from the code
	$(BESIDE_POSTGRES) $(VENV) manage.py spectacular --validate --fail-on-warn --file docs/openapi.yaml

bench: setup-dev ## the figures of docs/benchmarks.md, in one run
	@exec $(VENV) -m tests.benchmarks.run $(ARGS)

bench-ledger: setup-dev ## a million transactions beside a million: lists, reports, import, full text against what is asked
	@exec $(VENV) -m tests.benchmarks.ledger.run $(ARGS)

bench-robustness: setup-dev ## how each file of MANIFEST ends: state, reason, seconds, memory
	@exec $(VENV) -m tests.benchmarks.robustness --manifest "$(MANIFEST)" $(ARGS)

mutate-guards: setup-dev ## removes each listed guard in a copy and shows that a test turns red
	@exec $(BESIDE_POSTGRES) $(VENV) -m tests.mutants.run $(ARGS)

mutate: setup-dev ## mutates arithmetic, money and deciding: at least 80 % of the mutants turn a test red; WORKERS=2 at once
	rm -rf mutants
	$(BESIDE_POSTGRES) .venv/bin/mutmut run --max-children $(WORKERS) $(ARGS)
	$(VENV) -m tests.mutants.score

fuzz-api: setup-dev ## schemathesis as owner, uploader and nobody, SECONDS=180 each (0: the bounded run of .ci/run)
	@exec $(BESIDE_POSTGRES) $(VENV) -m tests.fuzz.run --seconds $(SECONDS) $(ARGS)

fuzz-files: setup-dev ## mutants of files through the reading child; ARGS="--count 5000 --format pdf_pymupdf"
	@exec $(VENV) -m tests.fuzz.files_run $(ARGS)

samples: setup-dev ## renders samples/ anew
	@exec $(VENV) manage.py generate_documents $(ARGS)
