"""PDFs that want to run something, look something up, or take all memory and time."""

from __future__ import annotations

import gzip
import pickle  # noqa: TID251  only to make the trap
import zlib
from pathlib import Path

import pytest

from services.errors import ReadingError, ResourceLimitError, UnreadableError
from services.reading.reader import Reader
from services.reading.result import ReadResult
from services.reading.wish import PdfEngineName, ReadWish
from tests.reading.pdf_samples import EACH_ENGINE, PDF, by_hand, one_page, read, stream, texts

pytestmark = EACH_ENGINE
MEGABYTE = 1024 * 1024


def in_a_child(content: bytes, engine: PdfEngineName) -> ReadResult:
    with Reader(wish=ReadWish(ocr="none", pdf_engine=engine)) as reader:
        return reader.read(content, media_type=PDF, workspace="w")


def with_action(action: bytes) -> bytes:
    return one_page(
        catalogue=b"/OpenAction" + action + b"/AA<</WC" + action + b">>/Names<</JavaScript<</Names[(a)" + action + b"]>>>>"
    )


@pytest.mark.parametrize(
    "action",
    [
        b"<</S/JavaScript/JS(while (true) {} app.launchURL\\('http://127.0.0.1:9/'\\))>>",
        b"<</S/Launch/F(/bin/touch)/Win<</F(cmd.exe)>>>>",
        b"<</S/URI/URI(http://127.0.0.1:9/)>>",
        b"<</S/SubmitForm/F(http://127.0.0.1:9/)>>",
        b"<</S/GoToR/F(/etc/passwd)/D[0/Fit]>>",
        b"<</S/Named/N/Print>>",
    ],
    ids=["JavaScript", "Launch", "URI", "SubmitForm", "GoToR", "Print"],
)
def test_no_action_is_followed(action: bytes, engine: PdfEngineName) -> None:
    """The child has no socket and no new process, and dies of the attempt: it reads on, so there was none."""
    assert texts(in_a_child(with_action(action), engine)) == ["Plain", "words"]


def test_form_of_xfa_is_read_as_pages(engine: PdfEngineName) -> None:
    script = b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'><script>while(true){}</script></xdp:xdp>"
    font, page = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", b"BT /F 12 Tf 50 100 Td (Plain words) Tj ET"
    content = by_hand(
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        stream(page),
        font,
        stream(script),
        catalogue=b"/AcroForm<</Fields[]/XFA 6 0 R>>",
    )
    assert texts(in_a_child(content, engine)) == ["Plain", "words"]


class _Touch:
    """What a pickle runs when it is loaded."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __reduce__(self) -> tuple[object, tuple[Path]]:
        return Path.touch, (self._path,)


def test_name_of_a_character_map_is_no_path_to_a_pickle(tmp_path: Path, engine: PdfEngineName) -> None:
    proof = tmp_path / "proof"
    (tmp_path / "trap.pickle.gz").write_bytes(gzip.compress(pickle.dumps(_Touch(proof))))
    name = str(tmp_path / "trap").replace("/", "#2F").encode()
    fonts = (
        b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/" + name + b"/DescendantFonts[6 0 R]/ToUnicode/" + name + b">>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(" + name + b")/Ordering(UCS2)/Supplement 0>>>>",
    )
    content = by_hand(
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        stream(b"BT /F 12 Tf 50 100 Td <00410042> Tj ET"),
        *fonts,
        catalogue=b"/Collection<<>>",
    )
    try:
        assert len(read(content, engine).document.pages) == 1
    except ReadingError as error:
        assert isinstance(error, UnreadableError)  # noqa: PT017  either is fine
    assert not proof.exists()


def packed(data: bytes, times: int) -> bytes:
    for level in range(1, times + 1):
        data = zlib.compress(data, level)
    return data


BOMBS = {
    "nested Flate": stream(packed(b"0 0 m " * (5 * MEGABYTE), 3), b"/Filter[/FlateDecode/FlateDecode/FlateDecode]"),
    "run lengths": stream(packed(b"\x81 " * (MEGABYTE // 2), 2), b"/Filter[/FlateDecode/FlateDecode/RunLengthDecode]"),
}


@pytest.mark.parametrize("contents", [*BOMBS.values()], ids=[*BOMBS])
def test_packed_pages_end_in_a_name(contents: bytes, engine: PdfEngineName) -> None:
    content = by_hand(
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Contents 4 0 R/Resources<<>>>>",
        contents,
    )
    assert len(content) < MEGABYTE // 10
    try:
        (page,) = in_a_child(content, engine).document.pages
    except UnreadableError:
        return
    assert page.words == ()


def test_packed_attachment_is_not_unpacked(engine: PdfEngineName) -> None:
    """Either the library sees what it is, or the memory ends."""
    bomb = stream(packed(bytes(600 * MEGABYTE), 2), b"/Type/EmbeddedFile/Filter[/FlateDecode/FlateDecode]")
    content = by_hand(
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Resources<<>>>>",
        b"<</Type/Filespec/F(a.bin)/EF<</F 5 0 R>>>>",
        bomb,
        catalogue=b"/Names<</EmbeddedFiles<</Names[(a.bin) 4 0 R]>>>>",
    )
    assert len(content) < MEGABYTE // 10
    try:
        document = in_a_child(content, engine).document
    except ResourceLimitError:
        return
    assert (document.warnings, document.attachments) == (("attachment_unreadable",), ())


@pytest.mark.parametrize("size", [2**31 - 1, 10**12])
def test_huge_claims_take_no_memory(size: int, engine: PdfEngineName) -> None:
    claimed = one_page().replace(b"/Size 6", b"/Size %d" % size).replace(b"/Length 41", b"/Length %d" % size)
    assert str(size).encode() in claimed
    try:
        assert texts(in_a_child(claimed, engine)) == ["Plain", "words"]
    except UnreadableError as error:
        assert error.code in {"corrupt", "resource_limit"}  # noqa: PT017  either is fine


def test_objects_that_hold_themselves_end_soon(engine: PdfEngineName) -> None:
    content = by_hand(
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>",
        stream(b"/X Do"),
        stream(b"/X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 400 600]/Resources<</XObject<</X 5 0 R>>>>"),
    )
    try:
        assert texts(in_a_child(content, engine)) == []
    except ResourceLimitError:
        assert engine is PdfEngineName.PDFIUM  # which follows each of them
