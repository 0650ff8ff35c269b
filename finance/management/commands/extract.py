"""manage.py extract: files in, one JSON line per file out. Stateless: no database, no broker, no store."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import date
from getpass import getpass
from pathlib import Path
from typing import Any

import structlog
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from finance.services.document_line_tables import TableFiles
from finance.services.document_lines import Line, Setting, line_of_error, line_of_file
from finance.services.document_tables import TableFormat
from finance.services.file_limits import file_limits
from services.providers.base import OwnIdentity
from services.reading.reader import Reader
from services.reading.wish import PdfEngineName, ReadWish

log = structlog.get_logger(__name__)

NamedFile = tuple[str, Path]
ENDED_BY_KEYBOARD, ENDED_BY_READER = 130, 141  # as a shell counts SIGINT and SIGPIPE


class Command(BaseCommand):
    help = "Reads documents and prints one JSON line per file. Needs no database."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="*", metavar="FILE")
        parser.add_argument("--manifest", type=Path, help="JSON lines with a `file` each, relative to the manifest's folder")
        parser.add_argument("--jobs", type=int, default=1, metavar="N", help="so many files at a time (default 1)")
        parser.add_argument("--own-name", action="append", default=[], metavar="NAME", help="what documents call you; repeatable")
        parser.add_argument("--own-tax-id", action="append", default=[], metavar="ID")
        parser.add_argument("--own-iban", action="append", default=[], metavar="IBAN")
        parser.add_argument("--country", metavar="CC", help="your country (ISO 3166), where a document says nothing else")
        parser.add_argument("--currency", metavar="CCC", help="your currency (ISO 4217), where a document says nothing else")
        parser.add_argument("--today", type=date.fromisoformat, help="instead of the date of this day")
        parser.add_argument("--password", action="store_true", help="ask for the password of locked files")
        parser.add_argument("--password-env", metavar="NAME", help="or take it from this variable of the environment")
        parser.add_argument("--ocr", default=settings.OCR_ENGINE, choices=["auto", "rapid", "tesseract", "none"])
        parser.add_argument("--tables", action="store_true", help="tell the tables of each file in its line")
        parser.add_argument("--tables-dir", type=Path, metavar="DIR", help="write each table there as a file of its own")
        parser.add_argument("--tables-format", type=TableFormat, choices=list(TableFormat), default=TableFormat.CSV)

    def handle(self, *_args: Any, **options: Any) -> None:
        named = [*_given(options["files"]), *_listed(options["manifest"])]
        if not named:
            raise CommandError("Name files, or a manifest.")
        own = OwnIdentity(tuple(options["own_name"]), tuple(options["own_tax_id"]), tuple(options["own_iban"]))
        today = options["today"] or date.today()  # noqa: DTZ011  (the day of the person at this terminal)
        passwords = tuple(_passwords(options["password_env"], ask=options["password"]))
        wish = ReadWish(ocr=options["ocr"], passwords=passwords, pdf_engine=PdfEngineName(settings.PDF_ENGINE))
        with Reader(limits=file_limits(), wish=wish) as reader:
            setting = Setting(
                reader,
                today,
                own,
                options["country"],
                options["currency"],
                tables=options["tables"],
                table_files=TableFiles(options["tables_dir"], options["tables_format"]) if options["tables_dir"] else None,
            )
            with closing(_lines(named, setting, jobs=max(1, options["jobs"]))) as lines, _quiet_end():
                for line in lines:
                    self.stdout.write(json.dumps(line))  # ASCII: no name of a file can break a line, or the encoding
                    self.stdout.flush()


def _passwords(variable: str | None, *, ask: bool) -> Iterator[str]:
    """What opens locked files. Never from the arguments: everybody on the machine sees those, and the shell keeps them."""
    if variable is not None:
        if variable not in os.environ:
            raise CommandError(f"The environment has no variable {variable}.")
        yield os.environ[variable]
    if ask:
        yield getpass("Password of locked files: ")


def _given(files: Sequence[str]) -> Iterator[NamedFile]:
    for name in files:
        yield name, Path(name)


def _listed(manifest: Path | None) -> Iterator[NamedFile]:
    if manifest is None:
        return
    try:
        rows = manifest.read_text(encoding="utf-8-sig").split("\n")  # names may hold other ends of lines
        for row in filter(str.strip, rows):
            name = str(json.loads(row)["file"])
            yield name, manifest.parent / name
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CommandError(f"The manifest cannot be read: {error!r}") from error


@contextmanager
def _quiet_end() -> Iterator[None]:
    """Whoever presses Ctrl-C, or reads only the first lines, is told nothing of it."""
    try:
        yield
    except KeyboardInterrupt:
        sys.exit(ENDED_BY_KEYBOARD)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else the interpreter stumbles when it flushes
        sys.exit(ENDED_BY_READER)


def _lines(named: Sequence[NamedFile], setting: Setting, *, jobs: int) -> Generator[Line]:
    """A line for each file, in the order of the input, whatever becomes of it. Closed early, it begins no further file."""
    pool = ThreadPoolExecutor(max_workers=jobs)
    with tqdm(total=len(named), unit="file", file=sys.stderr) as bar:
        futures = [pool.submit(line_of_file, name, path, setting) for name, path in named]
        try:
            for future in futures:
                future.add_done_callback(lambda done: None if done.cancelled() else bar.update())
            for (name, _path), future in zip(named, futures, strict=True):
                yield _line(name, future)
        finally:
            pool.shutdown(cancel_futures=True)


def _line(name: str, future: Future[Line]) -> Line:
    """A defect of ours on one file is told in its line, and does not stop the others."""
    error = future.exception()
    if error is None:
        return future.result()
    log.error("extract_defect", file=name, exc_info=error)
    return line_of_error(name, "defect", "A defect on our side. It was logged on standard error.")
