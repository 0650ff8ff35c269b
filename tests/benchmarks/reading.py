"""What reading adds to the libraries beneath it, in a warm child and without pictures; and its memory by format."""

from __future__ import annotations

import io
import statistics
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

import numpy as np
import psutil
import pymupdf
from lxml import etree
from PIL import Image, ImageOps

from services.errors import ReadingError
from services.ocr.engines import engine_for
from services.reading.limits import Limits
from services.reading.media_types import EINVOICE, PDF
from services.reading.reader import Reader
from services.reading.sniff import HEAD_BYTES, sniff
from services.reading.wish import ReadWish
from services.types import WordSource
from tests.benchmarks.figures import Figure, Material

ROUNDS = 3
FILES = 16  # of each type that is compared
OCR_FILES = 8
TEXT_LIMIT, OCR_LIMIT, XML_LIMIT = 10.0, 1.15, 20.0
PEAK_LIMIT_MB = 1000
WARM = Limits(jobs_per_child=1_000_000)  # a child that is never replaced: what is compared is a warm one
PEAK_FILES = 20  # as many as one child reads
SMALL_ROUNDS = 10  # within a round: these take milliseconds

Timed = Callable[[], object]


def measure(material: Material) -> list[Figure]:
    by_type = _by_type(material)
    with Reader(limits=WARM, wish=ReadWish(pictures=False)) as reader:
        return [
            _text_pages(by_type.get(PDF, []), reader),
            _einvoices(by_type.get(EINVOICE, []), reader),
            _ocr_pages(material.some(OCR_FILES), reader),
            *(_peak(media_type, files) for media_type, files in sorted(by_type.items())),
        ]


def _by_type(material: Material) -> Mapping[str, list[bytes]]:
    found: dict[str, list[bytes]] = {}
    for name, content in material.files():
        found.setdefault(sniff(content[:HEAD_BYTES], name), []).append(content)
    return found


def _text_pages(files: Sequence[bytes], reader: Reader) -> Figure:
    """Of files all of whose pages have their own text; the bare side opens them and asks each page for its words."""
    texts = _spread([content for content in files if _is_text(content, reader)], FILES)
    pairs = [(partial(_words, content), partial(_read, reader, content, PDF)) for content in texts]
    what = f"text page: bytes → ReadDocument against PyMuPDF's get_text('words'), {len(texts)} files"
    return _compared(what, pairs, TEXT_LIMIT, repeat=SMALL_ROUNDS)


def _einvoices(files: Sequence[bytes], reader: Reader) -> Figure:
    taken = _spread(files, FILES)
    pairs = [(partial(etree.fromstring, content), partial(_read, reader, content, EINVOICE)) for content in taken]
    what = f"e-invoice: bytes → ReadDocument against lxml parsing it, {len(taken)} files"
    return _compared(what, pairs, XML_LIMIT, repeat=SMALL_ROUNDS)


def _ocr_pages(taken: Sequence[bytes], reader: Reader) -> Figure:
    """Receipts. The engine gets the decoded picture; the reader the bytes."""
    engine = engine_for("rapid")
    pictures = [np.asarray(ImageOps.exif_transpose(Image.open(io.BytesIO(content))).convert("RGB")) for content in taken]
    pairs = [
        (partial(engine.read, picture), partial(_read, reader, content, sniff(content, "")))
        for picture, content in zip(pictures, taken, strict=True)
    ]
    return _compared(f"OCR page against the engine on the same pixels, {len(taken)} pictures", pairs, OCR_LIMIT, repeat=1)


def _compared(what: str, pairs: Sequence[tuple[Timed, Timed]], limit: float, *, repeat: int) -> Figure:
    """Bare and ours in turn; the figure is the ratio of the sums of the medians."""
    if not pairs:
        return Figure(what, "no such file among the material")
    bare = ours = 0.0
    for of_library, of_ours in pairs:
        of_library(), of_ours()  # warm
        times = [(_seconds(of_library, repeat), _seconds(of_ours, repeat)) for _ in range(ROUNDS)]
        bare += statistics.median(library for library, _ in times)
        ours += statistics.median(own for _, own in times)
    count = len(pairs)
    told = f"{1000 * ours / count:.1f} ms against {1000 * bare / count:.2f} ms ({ours / bare:.2f} ×)"
    return Figure(what, told, f"≤ {limit:g} ×", ours / bare <= limit)


def _seconds(call: Timed, repeat: int) -> float:
    begun = time.perf_counter()
    for _ in range(repeat):
        call()
    return (time.perf_counter() - begun) / repeat


def _words(content: bytes) -> None:
    with pymupdf.open(stream=content, filetype="pdf") as document:
        for page in document:
            page.get_text("words")


def _read(reader: Reader, content: bytes, media_type: str) -> None:
    reader.read(content, media_type=media_type, workspace="bench")


def _is_text(content: bytes, reader: Reader) -> bool:
    wish = ReadWish(ocr="none", pictures=False)
    try:
        pages = reader.read(content, media_type=PDF, workspace="bench", wish=wish).document.pages
    except ReadingError:
        return False
    return all(page.source in (WordSource.TEXT, WordSource.XML) and page.words for page in pages)


def _peak(media_type: str, files: Sequence[bytes]) -> Figure:
    """The highest resident memory of fresh children over as many files as one child reads."""
    peak, stop = [0], threading.Event()
    watcher = threading.Thread(target=_watch, args=(peak, stop))
    watcher.start()
    taken = _spread(files, PEAK_FILES)
    with Reader() as reader:
        for content in taken:
            _tried(reader, content, media_type)
    stop.set()
    watcher.join()
    peak_mb = peak[0] / 1e6
    what = f"peak memory of the children over {len(taken)} files of {media_type.rpartition('.')[2]}"
    return Figure(what, f"{peak_mb:.0f} MB", f"≤ {PEAK_LIMIT_MB} MB", peak_mb <= PEAK_LIMIT_MB)


def _tried(reader: Reader, content: bytes, media_type: str) -> None:
    """A file that cannot be read takes memory too."""
    try:
        reader.read(content, media_type=media_type, workspace="bench")
    except ReadingError as error:
        print(f"… {media_type}: {error.code}")


def _watch(peak: list[int], stop: threading.Event) -> None:
    me = psutil.Process()
    while not stop.wait(0.02):
        for child in me.children():
            try:
                peak[0] = max(peak[0], child.memory_info().rss)
            except psutil.NoSuchProcess:
                continue


def _spread(files: Iterable[bytes], count: int) -> list[bytes]:
    every = list(files)
    return every[:: max(len(every) // count, 1)][:count]
