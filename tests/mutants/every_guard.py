"""The guards of the house, and the tests that must turn red without them."""

from __future__ import annotations

from tests.mutants.account_guards import ACCOUNT_GUARDS
from tests.mutants.audit_guards import AUDIT_GUARDS
from tests.mutants.export_guards import EXPORT_GUARDS
from tests.mutants.generator_guards import GENERATOR_GUARDS
from tests.mutants.guards import Guard
from tests.mutants.import_guards import IMPORT_GUARDS
from tests.mutants.isolation_guards import ISOLATION_GUARDS
from tests.mutants.key_guards import KEY_GUARDS
from tests.mutants.ledger_guards import LEDGER_GUARDS
from tests.mutants.limit_guards import LIMIT_GUARDS
from tests.mutants.line_guards import LINE_GUARDS
from tests.mutants.locked_guards import LOCKED_GUARDS
from tests.mutants.outbound_guards import OUTBOUND_GUARDS
from tests.mutants.people_guards import PEOPLE_GUARDS
from tests.mutants.pipeline_guards import PIPELINE_GUARDS
from tests.mutants.process_guards import PROCESS_GUARDS
from tests.mutants.rate_guards import RATE_GUARDS
from tests.mutants.reading_guards import READING_GUARDS
from tests.mutants.replay_guards import REPLAY_GUARDS
from tests.mutants.report_guards import REPORT_GUARDS
from tests.mutants.rest_guards import REST_GUARDS
from tests.mutants.search_guards import SEARCH_GUARDS
from tests.mutants.session_guards import SESSION_GUARDS
from tests.mutants.transaction_guards import TRANSACTION_GUARDS
from tests.mutants.twin_guards import TWIN_GUARDS
from tests.mutants.words_guards import WORDS_GUARDS
from tests.mutants.workspace_guards import WORKSPACE_GUARDS

GUARDS: tuple[Guard, ...] = (
    *OUTBOUND_GUARDS,
    *PEOPLE_GUARDS,
    *KEY_GUARDS,
    *LEDGER_GUARDS,
    *TRANSACTION_GUARDS,
    *LIMIT_GUARDS,
    *RATE_GUARDS,
    *READING_GUARDS,
    *PIPELINE_GUARDS,
    *WORDS_GUARDS,
    *LINE_GUARDS,
    *LOCKED_GUARDS,
    *REPLAY_GUARDS,
    *REPORT_GUARDS,
    *REST_GUARDS,
    *SEARCH_GUARDS,
    *IMPORT_GUARDS,
    *ISOLATION_GUARDS,
    *AUDIT_GUARDS,
    *PROCESS_GUARDS,
    *SESSION_GUARDS,
    *TWIN_GUARDS,
    *WORKSPACE_GUARDS,
    *EXPORT_GUARDS,
    *ACCOUNT_GUARDS,
    *GENERATOR_GUARDS,
)
