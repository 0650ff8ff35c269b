"""PDF by MuPDF (PyMuPDF). One text page per page tells words, their looks and the shapes among them in the order of painting."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import islice
from math import inf
from typing import Any

import numpy as np
import pymupdf
from PIL import Image
from pymupdf import mupdf

from services.errors import CorruptFileError, NeedsPasswordError, ResourceLimitError
from services.ocr.words import unite
from services.reading.limits import Limits
from services.reading.pdf_engine import (
    DAMAGED,
    LOCKED,
    POINTS_PER_INCH,
    TOO_MUCH_MEMORY,
    Enclosed,
    LaidWord,
    Layer,
    Look,
    PaintedPicture,
    Shape,
)
from services.types import Box

TEXT_BLOCK, VECTOR_BLOCK = 0, 3
UNKNOWN_BY_NUMBER = pymupdf.TEXT_CID_FOR_UNKNOWN_UNICODE | pymupdf.TEXT_USE_CID_FOR_UNKNOWN_UNICODE
FLAGS = (pymupdf.TEXTFLAGS_WORDS & ~UNKNOWN_BY_NUMBER) | pymupdf.TEXT_COLLECT_VECTORS  # letters unknown to a font are U+FFFD
FILLED, STROKED = 16, 32  # bits of a span's char_flags
OPAQUE = 255
EVERYWHERE = Box(-inf, -inf, inf, inf)
TOUCHING = 0.05  # of the height of letters
PICTURES = frozenset({"fill-image", "fill-imgmask", "fill-shade"})
FILE_ANNOTATION = mupdf.PDF_ANNOT_FILE_ATTACHMENT

pymupdf.TOOLS.mupdf_display_errors(on=False)
pymupdf.TOOLS.mupdf_display_warnings(on=False)


class MuPdfEngine:
    """A `PdfEngine`."""

    @contextmanager
    def opened(self, content: bytes, passwords: Sequence[str]) -> Iterator[MuPdfDocument]:
        with foreign_errors_named():
            document = pymupdf.open(stream=content, filetype="pdf")
        with document:
            yield MuPdfDocument(document, passwords)


class MuPdfDocument:
    """A `PdfDocument`."""

    def __init__(self, document: Any, passwords: Sequence[str]) -> None:
        self._document = document
        with foreign_errors_named():
            self.unlocked_by = self._unlocked(passwords) if document.needs_pass else None
            self.page_count = int(document.page_count)
            if self.page_count < 1 and document.is_repaired:
                raise CorruptFileError(DAMAGED)

    def page(self, index: int) -> MuPdfPage:
        with foreign_errors_named():
            return MuPdfPage(self._document.load_page(index))

    def attached(self, limits: Limits) -> Iterator[Enclosed]:
        with foreign_errors_named():
            names = mupdf.pdf_load_name_tree(self._pdf(), mupdf.pdf_new_name("EmbeddedFiles"))
            count = int(mupdf.pdf_dict_len(names))
        for index in range(min(count, limits.attachments)):
            with foreign_errors_named():
                told = mupdf.pdf_dict_get_val(names, index)
                name = _name_of(told) or mupdf.pdf_to_name(mupdf.pdf_dict_get_key(names, index))
            yield Enclosed(name, _content(partial(_embedded, told)))
        yield from islice(self._pinned(), max(limits.attachments - count, 0))

    def _pdf(self) -> Any:
        return mupdf.pdf_document_from_fz_document(self._document.this)

    def is_portfolio(self) -> bool:
        with foreign_errors_named():
            return bool(self._document.xref_get_key(self._document.pdf_catalog(), "Collection")[0] != "null")

    def _pinned(self) -> Iterator[Enclosed]:
        """Files that hang on a place of a page."""
        for index in range(self.page_count):
            with foreign_errors_named():
                xrefs = [xref for xref, kind, _ in self._document.page_annot_xrefs(index) if kind == FILE_ANNOTATION]
                page: Any = self._document.load_page(index) if xrefs else None
                pins = [page.load_annot(xref) for xref in xrefs]
                names = [str(pin.file_info["filename"]) for pin in pins]
            for name, pin in zip(names, pins, strict=True):
                yield Enclosed(name, _content(pin.get_file))

    def _unlocked(self, passwords: Sequence[str]) -> int:
        for index, password in enumerate(passwords):
            if self._document.authenticate(password):
                return index
        raise NeedsPasswordError(LOCKED)


class MuPdfPage:
    """A `PdfPage`."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self.width, self.height = float(page.rect.width), float(page.rect.height)
        self.rotation = int(page.rotation)

    def layer(self) -> Layer:
        with foreign_errors_named():
            painted = self._page.get_displaylist()
            text = pymupdf.TextPage(painted.get_textpage(FLAGS))
            blocks = text.extractDICT()["blocks"]
            words = list(self._words(text.extractWORDS(), [block for block in blocks if block["type"] == TEXT_BLOCK]))
            shapes = [_shape(block) for block in blocks if block["type"] == VECTOR_BLOCK]
            return Layer(words, shapes, self._pictures(painted, words))

    def drawn(self, max_side_px: int, dpi: int, area: Box | None = None) -> Image.Image:
        with foreign_errors_named():
            zoom = min(dpi / POINTS_PER_INCH, max_side_px / max(self.width, self.height, 1.0))
            matrix, clip = pymupdf.Matrix(zoom, zoom), None if area is None else pymupdf.Rect(area)
            pixels = self._page.get_pixmap(matrix=matrix, colorspace=pymupdf.csRGB, alpha=False, clip=clip)
            return Image.frombytes("RGB", (pixels.width, pixels.height), pixels.samples)

    def _words(self, found: Sequence[Any], blocks: Sequence[Any]) -> Iterator[LaidWord]:
        """Words carry the indexes of their block and line; the look stands with the spans of the line."""
        right, bottom = 2 * self.width, 2 * self.height
        at: tuple[int, int] | None = None
        looks: list[tuple[Box, Look]] = []
        order, number = 0, -1
        last: LaidWord | None = None
        for x0, y0, x1, y1, text, block, line, _ in found:
            box = Box(x0, y0, x1, y1)
            if (block, line) != at:
                at = (block, line)
                number += 1
                order, looks = blocks[block]["number"], _looks(blocks[block]["lines"][line])
                if last is not None and _goes_on(last.box, box):
                    last = last._replace(text=last.text + text, box=unite((last.box, box)), order=order)
                    continue
            if last is not None:
                yield last
            is_seen = 0 < x0 + x1 < right and 0 < y0 + y1 < bottom and not text.isspace()
            last = LaidWord(text, box, number, order, _look_at(looks, box)) if is_seen else None
        if last is not None:
            yield last

    def _pictures(self, painted: Any, words: Sequence[LaidWord]) -> list[PaintedPicture]:
        """Where words are behind pictures, ask once more, and better: for what is let through of these, and by when."""
        found = _painted_by(_PictureBoxes(), painted)
        if not any(_behind([box for box, _ in found], words)):
            return [PaintedPicture(box, is_opaque) for box, is_opaque in found]
        found = _painted_by(_ClippedPictureBoxes(), painted)
        later = self._words_painted_later()
        return [
            PaintedPicture(box, is_opaque, tuple(index for index in under if not later.holds(number, words[index].box)))
            for number, ((box, is_opaque), under) in enumerate(zip(found, _behind([box for box, _ in found], words), strict=True))
        ]

    def _words_painted_later(self) -> _LaterText:
        """Both logs of MuPDF count what is painted alike; their places are those of the page before it is turned."""
        pictures = [number for number, (kind, _) in enumerate(self._page.get_bboxlog()) if kind in PICTURES]
        runs = [(run["seqno"], pymupdf.Rect(run["bbox"]) * self._page.rotation_matrix) for run in self._page.get_texttrace()]
        return _LaterText(pictures, runs)


class _LaterText:
    """The runs of text of a page, by when they are painted."""

    def __init__(self, pictures: Sequence[int], runs: Sequence[tuple[int, Any]]) -> None:
        self._pictures = pictures
        self._order = np.array([order for order, _ in runs])
        self._boxes = np.array([tuple(box) for _, box in runs]).reshape(-1, 4)

    def holds(self, picture: int, box: Box) -> bool:
        """Whether a run painted after the picture of that number stands where the box is."""
        x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
        x0, y0, x1, y1 = self._boxes.T
        there = (x0 <= x) & (x <= x1) & (y0 <= y) & (y <= y1)
        return bool((there & (self._order > self._pictures[picture])).any())


class _PictureBoxes(mupdf.FzDevice2):  # type: ignore[misc]  # PyMuPDF tells no types of it
    """Takes down where pictures and shadings are painted, and whether a picture hides what is under it.

    A shading has no letters of its own: what is seen through it is told by the eye.
    """

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[Box, bool]] = []
        self.use_virtual_fill_image()
        self.use_virtual_fill_image_mask()
        self.use_virtual_fill_shade()

    def fill_image(self, _context: Any, image: Any, place: Any, alpha: float, *_: Any) -> None:
        self._add(_box(mupdf.ll_fz_transform_rect(mupdf.fz_unit_rect, place)), is_opaque=alpha >= 1 and not image.mask)

    def fill_image_mask(self, _context: Any, _image: Any, place: Any, *_: Any) -> None:
        self._add(_box(mupdf.ll_fz_transform_rect(mupdf.fz_unit_rect, place)), is_opaque=False)

    def fill_shade(self, _context: Any, shade: Any, place: Any, *_: Any) -> None:
        self._add(_box(mupdf.ll_fz_bound_shade(shade, place)), is_opaque=False)

    def _add(self, box: Box, *, is_opaque: bool) -> None:
        self.found.append((box, is_opaque))


class _ClippedPictureBoxes(_PictureBoxes):
    """Takes down of each picture only what its clips let through."""

    def __init__(self) -> None:
        super().__init__()
        self._clips: list[Box] = []
        self.use_virtual_clip_path()
        self.use_virtual_clip_stroke_path()
        self.use_virtual_clip_text()
        self.use_virtual_clip_stroke_text()
        self.use_virtual_clip_image_mask()
        self.use_virtual_end_mask()
        self.use_virtual_pop_clip()

    def clip_path(self, _context: Any, path: Any, _even_odd: int, place: Any, *_: Any) -> None:
        self._clips.append(self._clipped(_box(mupdf.ll_fz_bound_path(path, None, place))))

    def clip_elsewhere(self, *_: Any) -> None:
        """Clips of other forms are taken to let all through."""
        self._clips.append(self._clipped(EVERYWHERE))

    clip_stroke_path = clip_text = clip_stroke_text = clip_image_mask = end_mask = clip_elsewhere

    def pop_clip(self, *_: Any) -> None:
        if self._clips:
            self._clips.pop()

    def _add(self, box: Box, *, is_opaque: bool) -> None:
        super()._add(self._clipped(box), is_opaque=is_opaque)

    def _clipped(self, box: Box) -> Box:
        inside = self._clips[-1] if self._clips else EVERYWHERE
        return Box(max(box.x0, inside.x0), max(box.y0, inside.y0), min(box.x1, inside.x1), min(box.y1, inside.y1))


def _painted_by(device: _PictureBoxes, painted: Any) -> list[tuple[Box, bool]]:
    mupdf.fz_run_display_list(painted.this, device, mupdf.FzMatrix(), mupdf.FzRect(mupdf.FzRect.Fixed_INFINITE), mupdf.FzCookie())
    mupdf.fz_close_device(device)
    return device.found


def _box(rect: Any) -> Box:
    return Box(rect.x0, rect.y0, rect.x1, rect.y1)


def _behind(boxes: Sequence[Box], words: Sequence[LaidWord]) -> list[list[int]]:
    """Give for each box the indexes of the words with their middle in it."""
    if not boxes or not words:
        return [[] for _ in boxes]
    x0, y0, x1, y1 = np.array([word.box for word in words]).T
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    return [np.flatnonzero((box.x0 < x) & (x < box.x1) & (box.y0 < y) & (y < box.y1)).tolist() for box in boxes]


def _goes_on(one: Box, other: Box) -> bool:
    """Whether a word only ended where something was painted between its letters: the line under a link."""
    height = one.y1 - one.y0
    return abs(other.x0 - one.x1) < TOUCHING * height and abs(other.y0 - one.y0) + abs(other.y1 - one.y1) < TOUCHING * height


def _shape(block: Any) -> Shape:
    is_filled = not block["stroked"]
    opacity = block["alpha"] / OPAQUE
    return Shape(Box(*block["bbox"]), block["number"], block["color"], opacity, is_filled, block["isrect"])


def _looks(line: Any) -> list[tuple[Box, Look]]:
    return [(Box(*span["bbox"]), _look(span)) for span in line["spans"]]


def _look(span: Any) -> Look:
    is_painted = bool(span["char_flags"] & (FILLED | STROKED))
    return Look(span["color"] & 0xFFFFFF, span["alpha"] / OPAQUE, span["size"], is_painted)


def _look_at(looks: Sequence[tuple[Box, Look]], box: Box) -> Look:
    """The look of the span that stands where the word is."""
    if len(looks) == 1:
        return looks[0][1]
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    there = (look for place, look in looks if place.x0 <= x <= place.x1 and place.y0 <= y <= place.y1)
    return next(there, looks[0][1])


def _name_of(told: Any) -> str:
    names = (mupdf.pdf_to_text_string(mupdf.pdf_dict_gets(told, key)) for key in ("UF", "F"))
    return next((name for name in names if name), "")


def _embedded(told: Any) -> bytes:
    contents = mupdf.pdf_load_embedded_file_contents(told)
    if not contents.m_internal:
        raise CorruptFileError(DAMAGED)
    return bytes(pymupdf.JM_BinFromBuffer(contents))


def _content(read: Callable[[], bytes]) -> bytes | None:
    """What is too large stays an error."""
    try:
        with foreign_errors_named():
            return bytes(read())
    except CorruptFileError:
        return None


@contextmanager
def foreign_errors_named() -> Iterator[None]:
    """Turn MuPDF's errors into ours; MuPDF reads lazily, so any question to it may be the one that fails."""
    try:
        yield
    except (mupdf.FzErrorSystem, mupdf.FzErrorLimit) as error:
        raise ResourceLimitError(TOO_MUCH_MEMORY) from error
    except (pymupdf.FileDataError, mupdf.FzErrorBase, RuntimeError, ValueError, IndexError) as error:
        raise CorruptFileError(DAMAGED) from error
