import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from PIL import Image

from services.types import FieldName
from training.documents.catalogue import SAMPLES, thermal_receipt
from training.documents.manifest import MANIFEST_NAME, write_samples

COMMITTED = Path(__file__).parents[2] / "samples"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    write_samples(tmp_path / "one", seed=5)
    write_samples(tmp_path / "two", seed=5)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_another_seed_gives_other_bytes() -> None:
    assert thermal_receipt(1).data != thermal_receipt(2).data


def test_the_manifest_names_every_file_with_its_truth_and_boxes(tmp_path: Path) -> None:
    write_samples(tmp_path, seed=1)
    lines = [json.loads(line) for line in (tmp_path / MANIFEST_NAME).read_text(encoding="utf-8").splitlines()]
    assert [line["file"] for line in lines] == [sample.file for sample in SAMPLES.values()]
    for line in lines:
        assert (tmp_path / line["file"]).is_file()
        assert {"vendor", "date", "total", "currency", "tax", "line_items", "tax_lines"} <= set(line["truth"])
        assert set(line["notes"]["boxes"]["total"]) == {"page", "box", "text"}


def test_the_command_writes_the_one_that_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("generate_documents", "--out", str(tmp_path), "--only", "invoice_pdf", "--seed", "2")
    assert sorted(contents(tmp_path)) == ["invoice.pdf", MANIFEST_NAME]
    assert "invoice.pdf" in capsys.readouterr().out


def test_a_photograph_is_a_jpeg_without_metadata() -> None:
    document = thermal_receipt(1)
    image = Image.open(io.BytesIO(document.data))
    assert image.format == "JPEG"
    assert not image.getexif()


def test_a_receipt_that_is_not_photographed_is_flat_and_says_the_same() -> None:
    flat, photo = thermal_receipt(4, photographed=False), thermal_receipt(4)
    assert flat.data != photo.data
    assert flat.truth.fields == photo.truth.fields


def test_the_committed_samples_are_small_and_say_what_the_generator_says() -> None:
    lines = [json.loads(line) for line in (COMMITTED / MANIFEST_NAME).read_text(encoding="utf-8").splitlines()]
    truths = {line["file"]: line["truth"] for line in lines}
    for sample in SAMPLES.values():
        fields = sample.make(1).truth.fields
        assert {name.value: truths[sample.file][name] for name in FieldName if name in fields} == fields
        assert (COMMITTED / sample.file).stat().st_size < 300_000
