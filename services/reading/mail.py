"""Mails (EML): the headers and the body become pages, what is enclosed comes as files. Nothing is fetched.

A mail inside the mail is a file as well: it is read as a document of its own, not here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesHeaderParser, BytesParser

from services.errors import CorruptFileError, RejectedFileError, ResourceLimitError
from services.reading.blocks import Block, Heading, Pairs, Text, Verbatim
from services.reading.limits import Limits
from services.reading.mail_html import HtmlRead, read_html
from services.reading.mail_text import MailPolicy, address, decoded, filename, header
from services.reading.parts import AttachmentRead, Count, PageRead, Part, SentBy, TableRead, Warned
from services.reading.sniff import HEAD_BYTES, sniff
from services.reading.typeset import typeset
from services.reading.wish import ReadWish
from services.types import Attachment, Cell, Table, TableOrigin

SHOWN = ("From", "To", "Cc", "Date", "Message-ID")  # the subject is the heading
DEPTH_MAX = 30  # of parts in parts
PARTS_MAX = 1_000
INLINE_IMAGE_BYTES = 32 * 1024  # smaller pictures in the text are logos and dots
NESTED_HEAD_BYTES = 64 * 1024
ATTACHMENTS_CUT, MAIL_CUT, MAIL_HIDDEN_TEXT = "attachments_cut", "mail_cut", "mail_hidden_text"
TOO_DEEP = "The mail has parts in parts without end. Save what is enclosed, and send that."


class _Mail(Message):
    """A mail whose inner mails stay bytes: `email` would take them apart, and could not give them back as they came."""

    def get_content_maintype(self) -> str:
        found: str = super().get_content_maintype()
        return "application" if found == "message" else found


@dataclass(slots=True)
class _Sorted:
    """The parts that are the text of the mail, and those that are files."""

    bodies: list[Message] = field(default_factory=list)
    files: list[Message] = field(default_factory=list)
    count: int = 0


def read_mail(content: bytes, _wish: ReadWish, limits: Limits) -> Iterator[Part]:
    """Give the pages of headers and text, the tables of HTML, and the enclosures. Raises CorruptFileError, ResourceLimitError."""
    told = HtmlRead()
    with _foreign_errors_named():
        mail = BytesParser(_Mail, policy=MailPolicy()).parsebytes(content)
        found = _sorted(mail)
        blocks = [*_head(mail), *(block for body in found.bodies for block in _body(body, told))]
        enclosed = [_enclosed(part, number) for number, part in enumerate(found.files[: limits.attachments], start=1)]
    pages = list(typeset(blocks, limits=limits))
    if not pages:
        raise CorruptFileError("The mail has neither headers nor text that can be read. Save it again, or send what is enclosed.")
    yield Count(len(pages))
    yield SentBy(address(header(mail, "from")))
    yield from (PageRead(page.page, page.picture) for page in pages)
    yield from (TableRead(_table(rows)) for rows in told.tables)
    yield from _warnings(told, is_cut=pages[-1].is_cut, files=len(found.files), limits=limits)
    yield from enclosed


@contextmanager
def _foreign_errors_named() -> Iterator[None]:
    """`email` takes nearly everything; what it stumbles over are numbers and names of encodings without end."""
    try:
        yield
    except RecursionError as error:
        raise ResourceLimitError(TOO_DEEP) from error
    except (ValueError, LookupError) as error:
        raise CorruptFileError("The mail is damaged. Save it again, or send what is enclosed.") from error


def _sorted(mail: Message) -> _Sorted:
    found = _Sorted()
    _sort(mail, found, depth=0)
    return found


def _sort(part: Message, found: _Sorted, *, depth: int) -> None:
    found.count += 1
    if depth > DEPTH_MAX or found.count > PARTS_MAX:
        raise ResourceLimitError(TOO_DEEP)
    if not part.is_multipart():
        (found.bodies if _is_body(part) else found.files).append(part)
    elif part.get_content_subtype() == "alternative":
        _sort_alternative(part, found, depth=depth)
    else:
        for child in _children(part):
            _sort(child, found, depth=depth + 1)


def _sort_alternative(part: Message, found: _Sorted, *, depth: int) -> None:
    """Of several forms of one text the HTML is what people see, and keeps its tables; files come from all of them."""
    forms = []
    for child in _children(part):
        form = _Sorted(files=found.files, count=found.count)
        _sort(child, form, depth=depth + 1)
        found.count = form.count
        forms.append(form.bodies)
    found.bodies += next((bodies for bodies in reversed(forms) if any(map(_shows_text, bodies))), [])


def _children(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [child for child in payload if isinstance(child, Message)] if isinstance(payload, list) else []


def _is_body(part: Message) -> bool:
    if part.get_content_disposition() == "attachment":
        return False
    kind = part.get_content_type()
    return kind == "text/html" or (kind == "text/plain" and not filename(part)) or part.get_content_maintype() == "multipart"


def _shows_text(body: Message) -> bool:
    return any(_body(body, HtmlRead()))


def _head(mail: Message) -> Iterator[Block]:
    if subject := header(mail, "subject"):
        yield Heading(Text(subject))
    rows = [(name, Text(text)) for name in SHOWN if (text := header(mail, name.lower()))]
    if rows:
        yield Pairs(tuple(rows))


def _body(body: Message, told: HtmlRead) -> list[Block]:
    """The blocks of a text; of HTML, its tables and what it hides are put down as well."""
    text = decoded(_bytes_of(body), body.get_content_charset())
    if body.get_content_type() != "text/html":
        return [Verbatim(text)] if text.strip() else []
    read = read_html(text)
    told.tables += read.tables
    told.hides_figures |= read.hides_figures
    return read.blocks


def _bytes_of(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _table(rows: tuple[tuple[str, ...], ...]) -> Table:
    return Table(0, tuple(tuple(map(Cell, row)) for row in rows), TableOrigin.HTML)


def _warnings(told: HtmlRead, *, is_cut: bool, files: int, limits: Limits) -> Iterator[Warned]:
    if told.hides_figures:
        yield Warned(MAIL_HIDDEN_TEXT)
    if is_cut:
        yield Warned(MAIL_CUT)
    if files > limits.attachments:
        yield Warned(ATTACHMENTS_CUT)


def _enclosed(part: Message, number: int) -> AttachmentRead:
    content = _bytes_of(part)
    name = filename(part) or _name_of(part, content, number)
    media_type = _type_of(content, name)
    is_document = bool(media_type) and not _is_ornament(part, media_type, len(content))
    return AttachmentRead(Attachment(name, media_type, len(content), is_document), content)


def _name_of(part: Message, content: bytes, number: int) -> str:
    """A mail inside the mail is called by its subject."""
    if part.get_content_type() != "message/rfc822":
        return f"enclosure {number}"
    inner = BytesHeaderParser(policy=MailPolicy()).parsebytes(content[:NESTED_HEAD_BYTES])
    return f"{header(inner, 'subject')[:200] or f'mail {number}'}.eml"


def _type_of(content: bytes, name: str) -> str:
    """What the bytes are, whatever the part claims; "" for what is not read."""
    try:
        return sniff(content[:HEAD_BYTES], name)
    except RejectedFileError:
        return ""


def _is_ornament(part: Message, media_type: str, size_bytes: int) -> bool:
    is_inline = part.get_content_disposition() != "attachment" and "content-id" in part
    return media_type.startswith("image/") and is_inline and size_bytes < INLINE_IMAGE_BYTES
