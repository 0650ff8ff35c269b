"""Generated documents: what the truth says is what the file prints, in every layout; and the command that writes them."""

import json
from collections.abc import Iterator
from pathlib import Path

import pymupdf
import pytest
from django.core.management import CommandError, call_command

from services.types import DocumentKind, FieldName
from training.documents.catalogue import SAMPLES
from training.documents.drawing import Case, document_of, generated_cases, layouts_for
from training.documents.generator import GeneratedDocument, Medium
from training.documents.manifest import MANIFEST_NAME, write_documents
from training.documents.world import COUNTRIES, KINDS

SAMPLE = list(generated_cases(11, 3 * 26))


def written(document: pymupdf.Document, page: int, box: tuple[float, ...]) -> str:
    """The letters of the text layer whose middle lies in the box, without blanks."""
    paper = document[page - 1]
    width, height = paper.rect.width, paper.rect.height
    rect = pymupdf.Rect(box[0] * width, box[1] * height, box[2] * width, box[3] * height)
    letters = [
        letter["c"]
        for block in paper.get_text("rawdict")["blocks"]
        for line in block.get("lines", [])
        for span in line["spans"]
        for letter in span["chars"]
        if (pymupdf.Point(letter["bbox"][:2]) + pymupdf.Point(letter["bbox"][2:])) / 2 in rect
    ]
    return "".join("".join(letters).split())


@pytest.mark.parametrize("case", SAMPLE[::3] + SAMPLE[1::7], ids=lambda case: case.name)
def test_the_box_of_a_label_holds_its_text(case: Case) -> None:
    document = document_of(case.scene, case.layout_name, Medium.PDF)
    pdf = pymupdf.open("pdf", document.data)
    for label in ("total", "date", "vendor", "line_items[0].amount", "invoice_number"):
        if printed := document.truth.printed.get(label):
            assert "".join(printed.text.split()) in written(pdf, printed.page, printed.box), label


@pytest.mark.parametrize("kind", KINDS)
def test_every_layout_prints_who_when_and_how_much(kind: DocumentKind) -> None:
    for case in generated_cases(2, len(layouts_for(kind)), kinds=[kind]):
        truth = case.truth(case.canvas())
        assert {FieldName.VENDOR, FieldName.DATE, FieldName.TOTAL, FieldName.CURRENCY} <= set(truth.fields), case.name
        assert truth.line_items, case.name


def test_a_field_that_is_not_printed_is_not_in_the_truth() -> None:
    for case in SAMPLE:
        truth = case.truth(case.canvas())
        assert {name.value for name in truth.fields} - {"currency"} <= set(truth.printed)
        for line in truth.line_items:
            assert line["amount"]


def test_the_only_tax_that_is_not_zero_is_the_tax_of_the_document() -> None:
    zero = generated_cases(5, 120, countries=["IE", "AU", "GB"])
    mixed = [case for case in zero if len(case.scene.spec.rates) > 1 and sum(rate > 0 for rate in case.scene.spec.rates) == 1]
    truths = [(case, case.truth(case.canvas())) for case in mixed]
    assert len(truths) > 5
    for case, truth in truths:
        if any(row["tax"] == str(case.scene.spec.tax) for row in truth.tax_lines):
            assert truth.fields[FieldName.TAX] == str(case.scene.spec.tax), case.name
            assert "tax" in truth.printed


def test_the_vendor_is_a_name_of_the_seller_and_the_other_one_is_right_too() -> None:
    names = []
    for case in SAMPLE:
        truth, seller = case.truth(case.canvas()), case.scene.spec.seller
        everybody = {truth.fields[FieldName.VENDOR], *truth.vendor_names}
        assert everybody == {name for name in (seller.brand, seller.name) if name}
        names.append(truth.vendor_names)
    assert any(names)


def test_cases_go_round_countries_kinds_and_layouts() -> None:
    cases = list(generated_cases(1, 300))
    assert {case.scene.country.code for case in cases} == set(COUNTRIES)
    assert {case.scene.spec.kind for case in cases} == set(KINDS)
    for kind in KINDS:
        assert {case.layout_name for case in cases if case.scene.spec.kind is kind} == set(layouts_for(kind))


def test_the_same_arguments_give_the_same_cases_and_bytes() -> None:
    one, other = (next(iter(generated_cases(7, 1, countries=["MY"]))) for _ in range(2))
    assert one == other
    assert document_of(one.scene, one.layout_name, Medium.PDF) == document_of(other.scene, other.layout_name, Medium.PDF)


def test_a_photograph_says_the_same_as_the_file() -> None:
    case = next(iter(generated_cases(3, 1, countries=["PL"], kinds=[DocumentKind.RECEIPT])))
    photo, file = (document_of(case.scene, case.layout_name, medium) for medium in (Medium.PHOTO, Medium.PDF))
    assert photo.data.startswith(b"\xff\xd8")
    assert photo.truth.fields == file.truth.fields
    assert photo.truth.printed["total"].box != file.truth.printed["total"].box


def test_several_photographed_pages_come_as_a_file_of_pictures() -> None:
    cases = generated_cases(1, 200, countries=["DE"], kinds=[DocumentKind.INVOICE])
    case = next(case for case in cases if case.canvas().page_count > 1)
    document = document_of(case.scene, case.layout_name, Medium.PHOTO)
    pdf = pymupdf.open("pdf", document.data)
    assert document.media_type == "application/pdf"
    assert pdf.page_count == case.canvas().page_count
    assert all(page.get_images() and not page.get_text().strip() for page in pdf)
    assert document.truth.fields == case.truth(case.canvas()).fields
    assert {printed.page for printed in document.truth.printed.values()} == set(range(1, pdf.page_count + 1))


def test_a_country_that_is_not_known_is_refused() -> None:
    with pytest.raises(ValueError, match="Nothing is known of the country XX"):
        next(generated_cases(1, 1, countries=["XX"]))
    with pytest.raises(ValueError, match="at least one country"):
        next(generated_cases(1, 1, countries=[]))


def manifest(folder: Path) -> list[dict]:
    return [json.loads(line) for line in (folder / MANIFEST_NAME).read_text(encoding="utf-8").splitlines()]


def test_the_command_writes_documents_with_their_truth(tmp_path: Path) -> None:
    call_command(
        "generate_documents", "--out", str(tmp_path), "--count", "4", "--countries", "my", "FR", "--kinds", "receipt", "invoice"
    )
    entries = manifest(tmp_path)
    assert [entry["kind"] for entry in entries] == ["receipt", "invoice"] * 2
    assert {entry["notes"]["country"] for entry in entries} == {"MY", "FR"}
    for entry in entries:
        assert (tmp_path / entry["file"]).read_bytes().startswith(b"%PDF")
        assert {"vendor", "date", "total", "currency"} <= set(entry["truth"])
        assert entry["notes"]["currency_printed"] == ("currency" in entry["notes"]["boxes"])
        assert entry["source"]
        assert entry["license"]


def test_the_command_takes_media_in_turn(tmp_path: Path) -> None:
    call_command("generate_documents", "--out", str(tmp_path), "--count", "2", "--kinds", "receipt", "--media", "photo", "pdf")
    assert [entry["notes"]["media_type"] for entry in manifest(tmp_path)] == ["image/jpeg", "application/pdf"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--count", "0"], "give a number from 1"),
        (["--count", "3", "--countries", "ZZ"], "country ZZ"),
        (["--countries", "DE"], "say with --count"),
        (["--count", "3", "--only", "invoice_pdf"], "give one of them"),
        (["--count", "3", "--kinds", "poem"], "invalid choice"),
    ],
)
def test_what_cannot_be_done_is_said_with_a_remedy(tmp_path: Path, arguments: list[str], message: str) -> None:
    with pytest.raises(CommandError, match=message):
        call_command("generate_documents", "--out", str(tmp_path / "out"), *arguments)
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CommandError, match="Name another folder"):
        call_command("generate_documents", "--out", str(tmp_path / "file"), "--count", "1")


def test_no_manifest_of_before_tells_of_files_that_were_written_since(tmp_path: Path) -> None:
    def breaking_off() -> Iterator[tuple[str, str, GeneratedDocument]]:
        yield "invoice.pdf", "invoice", SAMPLES["invoice_pdf"].make(2)
        raise KeyboardInterrupt

    list(write_documents(tmp_path, [("invoice.pdf", "invoice", SAMPLES["invoice_pdf"].make(1))]))
    with pytest.raises(KeyboardInterrupt):
        list(write_documents(tmp_path, breaking_off()))
    assert not (tmp_path / MANIFEST_NAME).exists()
