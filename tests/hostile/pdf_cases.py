"""Rows 10 and 16 to 32: PDFs."""

from __future__ import annotations

import io
import random
import struct
import zipfile

import pymupdf

from tests.hostile.cases import SIGNED_LETTER, Case, Check, Seen, ends, is_not_booked
from tests.hostile.egress import trap
from tests.hostile.making_pdf import FONT, assembled, drawn, flate, letter, locked, page, simple, stream
from tests.reading.samples import encoded, image_stream_pdf, picture

CORRUPT, EMPTY, LIMIT = "unreadable:corrupt", "unreadable:empty", "unreadable:resource_limit"
TIMEOUT, REVIEW, BOOKED, FILED = "unreadable:read_timeout", "needs_review", "booked", "filed"
READ = (REVIEW, BOOKED, FILED)
BOUNDED = (*READ, CORRUPT, EMPTY, LIMIT, TIMEOUT)


def zipped(name: str = "a.txt", content: bytes = b"hello") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(name, content)
    return target.getvalue()


def served_as_attachment(seen: Seen) -> None:
    """What is in the file stays in it, and a browser may do nothing with it."""
    assert seen.served == seen.content
    assert seen.headers["Content-Disposition"].startswith("attachment")
    assert seen.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"


def never_total(amount: str) -> Check:
    """Whatever is read, this is not the total that stands without a doubt."""

    def check(seen: Seen) -> None:
        assert seen.document["state"] != BOOKED or seen.value("total") != amount

    return check


def bad_xref() -> bytes:
    return letter().replace(b"startxref\n", b"startxref\n9")


def without_xref() -> bytes:
    return simple().split(b"xref\n0 ")[0]


def fuzzed(seed: int) -> bytes:
    dice, content = random.Random(seed), bytearray(letter())
    for _ in range(60):
        content[dice.randrange(len(content))] = dice.randrange(256)
    return b"%PDF-1.7\n" + bytes(content[9:])


def cyclic_pages() -> bytes:
    return assembled([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2/Parent 2 0 R>>"])


def previous_loop() -> bytes:
    whole = simple()
    start = int(whole.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    return simple(trailer=b"/Prev %010d" % start)


def outline_loop() -> bytes:
    outline = b"<</Type/Outlines/First 7 0 R/Last 7 0 R/Count 9>>"
    item = b"<</Title(a)/Parent 6 0 R/Next 7 0 R/First 7 0 R/Last 7 0 R/Count 3>>"
    return simple(catalog=b"/Outlines 6 0 R", more=[outline, item])


def form_cycle() -> bytes:
    """A form that draws itself."""
    form = stream(b"/X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>")
    sheet = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 5 0 R/Resources<</XObject<</X 6 0 R>>>>>>"
    return assembled(
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", sheet, FONT, stream(b"/X Do"), form]
    )


def nested_flate() -> bytes:
    """Some hundred bytes that unpack to 128 MB through four filters."""
    return simple(stream(flate(bytes(128 * 1024**2), 4), b"/Filter[/FlateDecode/FlateDecode/FlateDecode/FlateDecode]"))


def run_length_bomb() -> bytes:
    return simple(stream(flate(b"\x81\x20" * 1_000_000 + b"\x80"), b"/Filter[/FlateDecode/RunLengthDecode]"))


def lzw_bomb() -> bytes:
    return simple(stream(flate(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01" * 400_000), b"/Filter[/FlateDecode/LZWDecode]"))


def hex_bomb() -> bytes:
    return simple(stream(flate(b"20" * 20_000_000 + b">"), b"/Filter[/FlateDecode/ASCIIHexDecode]"))


def xmp_bomb() -> bytes:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    xmp = f'<?xpacket?><!DOCTYPE x [<!ENTITY e0 "lol">{entities}]><x:xmpmeta xmlns:x="adobe:ns:meta/">&e9;</x:xmpmeta>'
    return simple(catalog=b"/Metadata 6 0 R", more=[stream(xmp.encode(), b"/Type/Metadata/Subtype/XML")])


def many_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (number + 3) for number in range(count))
    leaf = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
    return assembled([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count), *[leaf] * count])


def active() -> bytes:
    """JavaScript, Launch, automatic printing, a form that submits itself, an embedded program, XFA."""
    url = trap().url("pdf").encode()
    return simple(
        catalog=b"/OpenAction 6 0 R/AA<</WC 7 0 R/DP 8 0 R>>/Names<</JavaScript<</Names[(a) 6 0 R]>>>>"
        b"/AcroForm<</XFA 9 0 R/Fields[]>>",
        page_more=b"/AA<</O 8 0 R>>/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 595 842]/A 10 0 R>>]",
        more=[
            b"<</S/JavaScript/JS(app.launchURL('%s', true\\); this.print(\\);)>>" % url,
            b"<</S/Launch/F(/bin/sh)/Win<</F(cmd.exe)/P(/c calc)>>>>",
            b"<</S/SubmitForm/F<</FS/URL/F(%s)>>>>" % url,
            stream(b'<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><script>xfa.host.gotoURL("%s")</script></xdp:xdp>' % url),
            b"<</S/GoToR/F<</FS/URL/F(%s)>>>>" % url,
        ],
    )


def embedded_program() -> bytes:
    document = pymupdf.open("pdf", letter())
    document.embfile_add("run.exe", b"MZ" + bytes(500), filename="../../run.exe")
    return bytes(document.tobytes())


def cmap_path() -> bytes:
    descendant = (
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>"
    )
    font = b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/#2e#2e#2f#2e#2e#2ftmp#2fevil/DescendantFonts[6 0 R]>>"
    sheet = page()
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", sheet, font, stream(drawn()), descendant]
    return assembled(objects)


def hidden_total(rendering: str) -> bytes:
    """The page shows 119.00; the text layer says beside it, unseen, another total."""
    document = pymupdf.open()
    sheet = document.new_page(width=595, height=842)
    lie = "Total EUR 911.00"
    options: dict[str, dict[str, object]] = {
        "mode3": {"render_mode": 3},
        "white": {"color": (1, 1, 1)},
        "tiny": {"fontsize": 1},
    }
    honest = [line for line in SIGNED_LETTER if not line.startswith("Total")]
    for number, line in enumerate(honest):
        sheet.insert_text((50, 80 + 20 * number), line)
    if rendering == "covered":
        sheet.insert_text((50, 300), lie)
        shown = encoded(picture(("Total EUR 119.00",), (500, 120)))
        sheet.insert_image((40, 270, 400, 330), stream=shown)
    elif rendering == "off_page":
        sheet.insert_text((50, 300), "Total EUR 119.00")
        sheet.insert_text((50, 900), lie)
    else:
        sheet.insert_text((50, 300), lie, **options[rendering])
        sheet.insert_image((40, 330, 400, 390), stream=encoded(picture(("Total EUR 119.00",), (500, 120))))
    return bytes(document.tobytes())


def no_mapping() -> bytes:
    """A font whose letters have no meaning but their shape."""
    differences = b"<</Type/Encoding/Differences[32/a0/a1/a2/a3/a4/a5/a6/a7/a8/a9/a10/a11/a12/a13/a14/a15/a16/a17]>>"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding %s/ToUnicode 6 0 R>>" % differences
    nonsense = stream(b"begincmap 1 beginbfrange <00> <FF> <FFFD> endbfrange endcmap")
    return assembled(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            page(),
            font,
            stream(drawn()),
            nonsense,
        ]
    )


def type_three() -> bytes:
    glyph = stream(b"500 0 0 0 500 700 d1 0 0 500 700 re f")
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 500 700]/FontMatrix[.001 0 0 .001 0 0]/FirstChar 65/LastChar 65/Widths[500]"
        b"/Encoding<</Type/Encoding/Differences[65/A]>>/CharProcs<</A 6 0 R>>/Resources<<>>>>"
    )
    return assembled(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            page(),
            font,
            stream(drawn(["AAAA AA"])),
            glyph,
        ]
    )


def other_scripts() -> bytes:
    """Arabic with its own digits, Chinese, ligatures."""
    document = pymupdf.open()
    sheet = document.new_page()
    html = "<p>فاتورة رقم ١٧</p><p>المجموع ١٢٣٫٤٥</p><p>发票 合计 123.45</p><p>oﬃce ﬁle</p>"
    sheet.insert_htmlbox((50, 50, 500, 400), html)
    return bytes(document.tobytes())


def scan(**how: int) -> bytes:
    """A page that only shows a picture: turned, small, mirrored."""
    shown = picture(SIGNED_LETTER, (1000, 800))
    if "degrees" in how:
        shown = shown.rotate(how["degrees"], expand=True, fillcolor="white")
    if "width" in how:
        shown = shown.resize((how["width"], how["width"] * shown.height // shown.width))
    if "mirror" in how:
        shown = shown.transpose(how["mirror"])  # type: ignore[arg-type]
    document = pymupdf.open()
    document.new_page().insert_image((0, 0, 595, 842), stream=encoded(shown))
    return bytes(document.tobytes())


def form() -> bytes:
    document = pymupdf.open("pdf", letter())
    widget = pymupdf.Widget()
    widget.rect, widget.field_type, widget.field_name = pymupdf.Rect(50, 400, 300, 420), pymupdf.PDF_WIDGET_TYPE_TEXT, "total"
    widget.field_value = "119.00"
    document[0].add_widget(widget)
    return bytes(document.tobytes())


def signed() -> bytes:
    signature = b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/ByteRange[0 10 20 30]/Contents<%s>>>" % (
        b"00" * 64
    )
    field = b"<</FT/Sig/T(s)/Subtype/Widget/Rect[0 0 0 0]/V 6 0 R>>"
    return simple(catalog=b"/AcroForm<</SigFlags 3/Fields[7 0 R]>>", more=[signature, field])


def portfolio() -> bytes:
    document = pymupdf.open("pdf", letter(("This portfolio holds two files.",)))
    for number in (1, 2):
        document.embfile_add(f"{number}.pdf", letter((*SIGNED_LETTER, str(number))), filename=f"{number}.pdf")
    document.xref_set_key(document.pdf_catalog(), "Collection", "<</View/D>>")
    return bytes(document.tobytes())


def two_invoices() -> bytes:
    document = pymupdf.open("pdf", letter())
    document.insert_pdf(
        pymupdf.open("pdf", letter([line.replace("0017", "0018").replace("119.00", "238.00") for line in SIGNED_LETTER]))
    )
    return bytes(document.tobytes())


def same_page_twice() -> bytes:
    document = pymupdf.open("pdf", letter())
    document.insert_pdf(pymupdf.open("pdf", letter()))
    return bytes(document.tobytes())


def jbig2() -> bytes:
    """A picture in a coding that may have put one digit for another; the stream itself is broken."""
    image = stream(
        struct.pack(">I", 0) + b"\x30\x00\x01" + bytes(40),
        b"/Type/XObject/Subtype/Image/Width 64/Height 64/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/JBIG2Decode",
    )
    sheet = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 5 0 R/Resources<</XObject<</X 6 0 R>>>>>>"
    draw = stream(b"q 200 0 0 200 0 0 cm /X Do Q")
    return assembled([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", sheet, FONT, draw, image])


SPOILED = "never what the hidden text says, unless a person said so"

PDF_CASES: tuple[Case, ...] = (
    ends(10, "pdf_then_zip", "a.pdf", lambda: letter() + zipped(), *READ, note="read as a PDF only"),
    ends(10, "mark_at_byte_1000", "a.pdf", lambda: b" " * 1000 + simple(), *READ),
    ends(10, "byte_order_mark", "a.pdf", lambda: b"\xef\xbb\xbf" + letter(), *READ),
    ends(16, "user_password", "a.pdf", lambda: locked(user_pw="secret", owner_pw="owner"), "needs_password:needs_password"),
    ends(17, "owner_password", "a.pdf", lambda: locked(owner_pw="owner"), *READ),
    ends(18, "half", "a.pdf", lambda: letter()[: len(letter()) // 2], *READ, CORRUPT, EMPTY),
    ends(18, "first_100_bytes", "a.pdf", lambda: letter()[:100], CORRUPT, EMPTY),
    ends(18, "no_xref", "a.pdf", without_xref, *READ, CORRUPT),
    ends(18, "bad_xref_offset", "a.pdf", bad_xref, *READ, CORRUPT),
    *(ends(19, f"fuzzed_{seed}", "a.pdf", lambda seed=seed: fuzzed(seed), *BOUNDED) for seed in range(8)),
    ends(20, "cyclic_pages", "a.pdf", cyclic_pages, CORRUPT, EMPTY, LIMIT, TIMEOUT),
    ends(20, "previous_loop", "a.pdf", previous_loop, *BOUNDED),
    ends(20, "outline_loop", "a.pdf", outline_loop, *READ),
    ends(20, "form_that_draws_itself", "a.pdf", form_cycle, REVIEW),
    ends(21, "nested_flate", "a.pdf", nested_flate, *BOUNDED),
    ends(22, "run_length_bomb", "a.pdf", run_length_bomb, *BOUNDED),
    ends(22, "lzw_bomb", "a.pdf", lzw_bomb, *BOUNDED),
    ends(22, "hex_bomb", "a.pdf", hex_bomb, *BOUNDED),
    ends(22, "huge_size", "a.pdf", lambda: simple().replace(b"/Size 6", b"/Size 2147483647"), *BOUNDED),
    ends(22, "huge_length", "a.pdf", lambda: simple().replace(b"/Length ", b"/Length 999999999"), *BOUNDED),
    ends(22, "xmp_entities", "a.pdf", xmp_bomb, *READ, "unreadable:xml_forbidden"),
    ends(22, "picture_in_a_page", "a.pdf", lambda: image_stream_pdf(8_000), *BOUNDED),
    ends(23, "media_box_200000", "a.pdf", lambda: simple(box=b"[0 0 200000 200000]"), *READ, LIMIT, CORRUPT),
    ends(23, "media_box_negative", "a.pdf", lambda: simple(box=b"[0 842 595 -842]"), *READ, CORRUPT),
    ends(23, "media_box_zero", "a.pdf", lambda: simple(box=b"[0 0 0 0]"), *READ, CORRUPT, EMPTY),
    ends(23, "media_box_no_number", "a.pdf", lambda: simple(box=b"[/a (b) null 1e400]"), *READ, CORRUPT),
    ends(23, "2400_dpi", "a.pdf", lambda: image_stream_pdf(4000), REVIEW),
    ends(24, "5000_pages", "a.pdf", lambda: many_pages(5000), "unreadable:too_many_pages"),
    ends(24, "101_pages", "a.pdf", lambda: many_pages(101), "unreadable:too_many_pages"),
    ends(24, "no_pages", "a.pdf", lambda: many_pages(0), EMPTY, CORRUPT),
    ends(24, "no_contents", "a.pdf", lambda: many_pages(1), REVIEW, check=is_not_booked),
    ends(24, "blank", "a.pdf", lambda: simple(stream(b"")), REVIEW, check=is_not_booked),
    ends(25, "active", "a.pdf", active, *READ, check=served_as_attachment),
    ends(25, "embedded_program", "a.pdf", embedded_program, *READ, check=served_as_attachment),
    ends(26, "cmap_path", "a.pdf", cmap_path, *READ, CORRUPT),
    ends(
        27,
        "segfault",
        "a.pdf",
        letter,
        "quarantined:reader_crashed",
        child="tests.reading.children.aborts",
        note="tried three times, then set aside: state `quarantined`",
    ),
    *(
        ends(
            28,
            f"hidden_total_{how}",
            "a.pdf",
            lambda how=how: hidden_total(how),
            "needs_review:hidden_text",
            check=never_total("911.00"),
        )
        for how in ("mode3", "white", "tiny", "covered")
    ),
    ends(
        28, "hidden_total_off_page", "a.pdf", lambda: hidden_total("off_page"), *READ, check=never_total("911.00"), note=SPOILED
    ),
    ends(29, "no_mapping", "a.pdf", no_mapping, *READ, check=never_total("0.01")),
    ends(29, "type_three", "a.pdf", type_three, REVIEW),
    ends(29, "other_scripts", "a.pdf", other_scripts, REVIEW),
    ends(30, "skewed", "a.pdf", lambda: scan(degrees=7), REVIEW),
    ends(30, "turned", "a.pdf", lambda: scan(degrees=90), REVIEW),
    ends(30, "72_dpi", "a.pdf", lambda: scan(width=300), REVIEW),
    ends(30, "mirrored", "a.pdf", lambda: scan(mirror=0), REVIEW),
    ends(30, "jbig2", "a.pdf", jbig2, REVIEW),
    ends(31, "form", "a.pdf", form, *READ),
    ends(31, "signed", "a.pdf", signed, *READ, check=served_as_attachment),
    ends(31, "tagged_without_text", "a.pdf", lambda: simple(stream(b""), catalog=b"/MarkInfo<</Marked true>>"), REVIEW),
    ends(31, "portfolio", "a.pdf", portfolio, REVIEW, FILED),
    ends(32, "two_invoices", "a.pdf", two_invoices, "needs_review:totals_disagree", check=is_not_booked),
    ends(32, "same_page_twice", "a.pdf", same_page_twice, *READ, check=never_total("238.00")),
)
