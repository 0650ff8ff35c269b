"""The page of a document: pictures with boxes, fields beside them, and buttons that call use-cases."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from finance.models import Channel, Document, DocumentState, ExtractedField
from finance.services.document_files import BLOBS
from tests.admin.conftest import PAGE_SIZE, Office
from tests.conftest import Cast
from users.models import AuditEvent
from users.tenancy.actor import acting
from users.tenancy.scope import scope, unscoped
from utils.ids import new_id

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


class Elements(HTMLParser):
    """The elements of a page with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


def page_of(office: Office, document: Document) -> str:
    return office.client.get(reverse("admin:finance_document_change", args=[document.id])).content.decode()


def do(client: Client, document: Document, deed: str, **data: object) -> str:
    address = reverse("admin:finance_document_do", args=[document.id, deed])
    return client.post(address, data, follow=True).content.decode()


def now_of(document: Document) -> Document:
    with scope(document.workspace_id):
        return Document.objects.get(id=document.id)


def test_each_field_has_its_box_on_the_page_in_thousandths(office: Office, doubted: Document) -> None:
    boxes = {box["data-target"]: box for box in Elements(page_of(office, doubted)).all("rect")}

    assert set(boxes) == {"field-total", "field-currency", "field-date", "field-vendor", "line-1"}
    total = boxes["field-total"]
    assert [float(str(total[side])) for side in ("x", "y", "width", "height")] == [496, 796, 408, 58]
    assert boxes["line-1"]["x"] == "0.00" or float(str(boxes["line-1"]["x"])) == 0


def test_rows_and_boxes_bear_the_same_names(office: Office, doubted: Document) -> None:
    elements = Elements(page_of(office, doubted))

    rows = {row["data-target"] for row in elements.all("tr") if "data-target" in row}
    assert rows == {box["data-target"] for box in elements.all("rect")}


def test_value_print_confidence_source_and_doubt_stand_beside_the_picture(office: Office, doubted: Document) -> None:
    page = page_of(office, doubted)

    for shown in ("12.34", "printed 12.34", "62%", "offline", "also by net plus tax", "in doubt", "The name is hard to read.",
                  "Melange", "Check the fields in doubt", "Needs Review"):  # fmt: skip
        assert shown in page
    doubted_rows = [row["data-target"] for row in Elements(page).all("tr") if "is-doubtful" in str(row.get("class"))]
    assert doubted_rows == ["field-vendor"]


def test_the_text_of_a_document_is_text_and_no_markup(office: Office, doubted: Document) -> None:
    with scope(doubted.workspace_id):
        ExtractedField.objects.filter(document=doubted, name="vendor").update(value="<script>alert(1)</script>")
        Document.objects.filter(id=doubted.id).update(filename='"><img src=x onerror=alert(1)>.pdf')

    page = page_of(office, doubted)
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_our_part_of_the_page_needs_no_inline_script_or_style(office: Office, doubted: Document) -> None:
    content = re.split(r'<div class="q-head">', page_of(office, doubted))[1].split("<script", 1)[0]

    assert not re.search(r"\s(style|on\w+)=", content)


def test_the_picture_of_a_page_is_a_webp_that_runs_nothing(office: Office, doubted: Document) -> None:
    answer = office.client.get(reverse("admin:finance_document_preview", args=[doubted.id, 1]))

    with Image.open(BytesIO(answer.content)) as picture:
        assert (picture.format, picture.size) == ("WEBP", PAGE_SIZE)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(("name", "arguments"), [("preview", [2]), ("original", []), ("preview", [1])])
def test_what_is_not_there_is_404(office: Office, doubted: Document, name: str, arguments: list[int]) -> None:
    document_id = doubted.id if arguments != [1] else new_id()

    assert office.client.get(reverse(f"admin:finance_document_{name}", args=[document_id, *arguments])).status_code == 404


def test_an_unknown_document_is_404(office: Office, db: None) -> None:
    for wrong in (str(new_id()), "no-id"):
        assert office.client.get(f"/admin/finance/document/{wrong}/change/").status_code == 404


def test_an_operator_corrects_a_field_and_confirms(office: Office, doubted: Document) -> None:
    page = do(office.client, doubted, "correct", version=doubted.version, name="vendor", value="Café Central")
    assert "Corrected." in page
    page = do(office.client, doubted, "confirm", version=now_of(doubted).version)

    assert "Confirmed." in page
    assert now_of(doubted).state == DocumentState.BOOKED
    with scope(doubted.workspace_id):
        assert ExtractedField.objects.get(document=doubted, name="vendor").value == "Café Central"
        kinds = set(
            AuditEvent.objects.filter(action__in=["field_corrected", "document_confirmed"]).values_list("actor_kind", "actor_id")
        )
    assert kinds == {("operator", office.user.id)}
    assert "/admin/finance/transaction/" in page


def test_a_stale_page_changes_nothing_and_says_so(office: Office, doubted: Document) -> None:
    do(office.client, doubted, "correct", version=doubted.version, name="vendor", value="Café Central")
    page = do(office.client, doubted, "correct", version=doubted.version, name="vendor", value="Café Nord")

    assert "changed" in page
    with scope(doubted.workspace_id):
        assert ExtractedField.objects.get(document=doubted, name="vendor").value == "Café Central"


@pytest.mark.parametrize("version", ["", "abc", "-1", "²"])
def test_a_version_that_cannot_be_is_stale(office: Office, doubted: Document, version: str) -> None:
    do(office.client, doubted, "confirm", version=version)

    assert now_of(doubted).state == DocumentState.NEEDS_REVIEW


def test_an_unknown_field_is_refused(office: Office, doubted: Document) -> None:
    address = reverse("admin:finance_document_do", args=[doubted.id, "correct"])

    assert office.client.post(address, {"version": doubted.version, "name": "colour", "value": "red"}).status_code == 404


def test_trash_restore_and_reprocess(office: Office, doubted: Document) -> None:
    do(office.client, doubted, "trash")
    assert now_of(doubted).trashed_at is not None
    do(office.client, doubted, "restore")
    assert now_of(doubted).trashed_at is None
    do(office.client, doubted, "reprocess")
    assert now_of(doubted).state == DocumentState.RECEIVED


def test_a_purged_document_leads_back_to_the_list(office: Office, doubted: Document) -> None:
    do(office.client, doubted, "trash")
    answer = office.client.post(reverse("admin:finance_document_do", args=[doubted.id, "purge"]))

    assert answer["Location"] == reverse("admin:finance_document_changelist")
    with scope(doubted.workspace_id):
        assert not Document.objects.filter(id=doubted.id).exists()


def test_who_may_only_change_does_not_delete_for_ever(office: Office, doubted: Document) -> None:
    do(office.client, doubted, "trash")
    office.user.is_superuser = False
    office.user.save()
    office.user.user_permissions.set(Permission.objects.filter(codename__in=["view_document", "change_document"]))

    assert office.client.post(reverse("admin:finance_document_do", args=[doubted.id, "purge"])).status_code == 403
    page = page_of(office, doubted)
    assert "Restore" in page
    assert "Delete for ever" not in page


def test_deeds_are_posts_and_protected_from_other_sites(office: Office, doubted: Document) -> None:
    address = reverse("admin:finance_document_do", args=[doubted.id, "trash"])
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(office.user)

    assert office.client.get(address).status_code == 405
    assert strict.post(address).status_code == 403
    assert now_of(doubted).trashed_at is None


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_the_way_back_leads_nowhere_else(office: Office, doubted: Document, elsewhere: str) -> None:
    answer = office.client.post(reverse("admin:finance_document_do", args=[doubted.id, "reprocess"]), {"next": elsewhere})

    assert answer["Location"] == reverse("admin:finance_document_change", args=[doubted.id])


def upload(office: Office, cast: Cast, content: bytes, name: str) -> str:
    data = {"workspace": str(cast.workspace.id), "file": SimpleUploadedFile(name, content)}
    return office.client.post(reverse("admin:finance_document_add"), data, follow=True).content.decode()


def test_a_document_is_sent_into_the_chosen_workspace(office: Office, cast: Cast, doubted: Document) -> None:
    content = (SAMPLES / "invoice.pdf").read_bytes()

    assert "Received." in upload(office, cast, content, "invoice.pdf")
    with scope(cast.workspace.id):
        sent = Document.objects.select_related("blob").get(filename="invoice.pdf")
        assert (sent.channel, sent.uploaded_by_id) == (Channel.ADMIN, office.user.id)
        assert BLOBS.read(sent.blob.storage_name, sha256=sent.blob.sha256) == content
    original = office.client.get(reverse("admin:finance_document_original", args=[sent.id]))
    assert original.content == content
    assert original["Content-Disposition"] == "attachment; filename*=UTF-8''invoice.pdf"


def test_the_same_bytes_lead_to_the_first_document(office: Office, cast: Cast, doubted: Document) -> None:
    content = (SAMPLES / "invoice.pdf").read_bytes()
    upload(office, cast, content, "invoice.pdf")

    assert "These bytes were sent before" in upload(office, cast, content, "again.pdf")
    with acting(cast.alice):
        assert Document.objects.filter(filename="again.pdf").count() == 0


@pytest.mark.parametrize(("content", "name"), [(b"", "empty.pdf"), (b"just words", "notes.docx")])
def test_a_file_that_is_refused_is_told_with_the_reason(office: Office, cast: Cast, content: bytes, name: str) -> None:
    upload(office, cast, content, name)

    with unscoped("test"):
        assert not Document.objects.exists()


def test_the_work_view_names_states_leases_and_reasons(office: Office, doubted: Document) -> None:
    with scope(doubted.workspace_id):
        Document.objects.filter(id=doubted.id).update(
            state=DocumentState.QUARANTINED, error_code="attempts_exhausted", error_detail="Begun three times."
        )

    page = office.client.get(reverse("admin:finance_document_work")).content.decode()
    for shown in ("lunch.pdf", "attempts_exhausted", "Begun three times.", "Retry", "Nothing waits."):
        assert shown in page


def test_a_retry_from_the_work_view_goes_back_to_it(office: Office, doubted: Document) -> None:
    with scope(doubted.workspace_id):
        Document.objects.filter(id=doubted.id).update(state=DocumentState.FAILED)
    page = do(office.client, doubted, "reprocess", next=reverse("admin:finance_document_work"))

    assert "nobody holds it" in page
    assert now_of(doubted).state == DocumentState.RECEIVED
