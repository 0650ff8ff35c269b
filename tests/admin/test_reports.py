"""Reports in the back office."""

from __future__ import annotations

from django.urls import reverse

from tests.admin.conftest import Office
from tests.conftest import Cast
from tests.ledger.conftest import open_books
from users.models import AuditEvent
from users.tenancy.actor import acting

PAGE = "admin:finance_monthlysum_report"


def test_an_operator_looks_at_a_report_and_that_is_told(office: Office, cast: Cast) -> None:
    with acting(cast.alice):
        open_books(cast.alice).expense("12.50")
    asked = {"workspace": str(cast.workspace.id), "report": "categories", "first": "2026-01-01", "last": "2026-12-31"}
    page = office.client.get(reverse(PAGE), {**asked, "every": "quarter", "compare": "previous"}).content.decode()
    for shown in ("Alice &amp; Co", "Groceries", "2026-Q4", "2026-Q4 before", "12.50", "-12.50"):
        assert shown in page
    with acting(cast.alice):
        event = AuditEvent.objects.get(action="operator_looked")
    assert (event.subject_type, event.subject_id) == ("report", cast.workspace.id)


def test_what_makes_no_report_is_told_on_the_page(office: Office, cast: Cast) -> None:
    asked = {"workspace": str(cast.workspace.id), "report": "tax", "first": "2026-12-31", "last": "2026-01-01", "every": "year"}
    assert "Exchange `from` and `to`." in office.client.get(reverse(PAGE), asked).content.decode()
    page = office.client.get(reverse(PAGE))
    assert page.status_code == 200
    assert "Add up" in page.content.decode()
