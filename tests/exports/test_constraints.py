"""What the database itself holds about exports."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from finance.models import Export, ExportFormat, ExportState
from finance.selectors.ledger_slice import LedgerSlice
from tests.conftest import Cast
from users.tenancy.actor import acting


@pytest.mark.parametrize(
    "values",
    [{"state": ExportState.READY}, {"storage_name": "derived/x"}, {"state": ExportState.FAILED, "storage_name": "derived/x"}],
)
def test_a_ready_export_has_a_file_and_no_other_has(cast: Cast, values: dict[str, str]) -> None:
    with acting(cast.alice), transaction.atomic(), pytest.raises(IntegrityError, match="export_file_only_when_ready"):
        Export.objects.create(workspace_id=cast.workspace.id, format=ExportFormat.CSV, filters=LedgerSlice().to_json(), **values)
