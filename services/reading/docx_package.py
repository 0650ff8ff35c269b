"""The parts of a DOCX and how they refer to each other. Only parts inside of the package are ever opened."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from services.errors import CorruptFileError
from services.reading.archive import CHUNK_BYTES, archive_errors_named
from services.reading.docx_text import Attributes, PartText, feed_xml, local, local_attributes, text_of_part

EXTERNAL = "External"
TITLE_LEVELS = {"title": 1, "subtitle": 2}
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Relationship:
    """`kind` is the last word of its type: "header", "image", "styles"."""

    id: str
    kind: str
    part: str


@dataclass(slots=True)
class _Relationships:
    """Takes a part that lists relationships of the part `source`."""

    source: str
    found: list[Relationship] = field(default_factory=list)

    def start(self, tag: str, attributes: Attributes) -> None:
        if local(tag) == "Relationship" and attributes.get("TargetMode") != EXTERNAL:
            part = posixpath.normpath(posixpath.join("/", posixpath.dirname(self.source), attributes.get("Target", "")))
            self.found.append(Relationship(attributes.get("Id", ""), attributes.get("Type", "").rpartition("/")[2], part[1:]))

    def close(self) -> None:
        """The part ends."""


class _Styles:
    """Takes the part of the styles: which of them make headings. Their names are English in a document of any language."""

    def __init__(self) -> None:
        self.levels: dict[str, int] = {}
        self._id = ""

    def start(self, tag: str, attributes: Attributes) -> None:
        name, here = local(tag), local_attributes(attributes)
        if name == "style":
            self._id = here.get("styleId", "")
        elif name == "name" and self._id:
            called = here.get("val", "").lower()
            heading = _HEADING.fullmatch(called)
            level = int(heading[1]) if heading else TITLE_LEVELS.get(called, 0)
            if level:
                self.levels[self._id] = level

    def close(self) -> None:
        """The part ends."""


class DocxPackage:
    """An archive that has been checked, as a letter."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Raises CorruptFileError where it has no chief part."""
        self._archive = archive
        self._names = {name.lower(): name for name in archive.namelist()}
        chief = next((found.part for found in self.relationships("") if found.kind == "officeDocument"), "")
        if chief.lower() not in self._names:
            raise CorruptFileError("The letter has no text in it: its chief part is missing. Save it again as DOCX, or as PDF.")
        self.chief = chief
        self._own = self.relationships(chief)
        self._heading_levels = self._styles()

    def named(self, kind: str) -> list[str]:
        """Give the parts of one kind (headers, footers, notes) to which the chief part refers, each once."""
        return list(dict.fromkeys(found.part for found in self._own if found.kind == kind and found.part.lower() in self._names))

    def text(self, part: str) -> PartText:
        """Read the text of a part. Raises as `text_of_part`."""
        return text_of_part(self._chunks(part), self._heading_levels)

    def picture(self, part: str, relationship: str) -> bytes:
        """Give the bytes of a picture that a part refers to, b"" where there is none."""
        for found in self.relationships(part):
            if found.id == relationship and found.part.lower() in self._names:
                with archive_errors_named():
                    return self._archive.read(self._names[found.part.lower()])
        return b""

    def relationships(self, part: str) -> list[Relationship]:
        """Give what a part refers to inside of the package ("": the package itself)."""
        folder, name = posixpath.split(part)
        listed = posixpath.join(folder, "_rels", f"{name}.rels")
        if listed.lower() not in self._names:
            return []
        target = _Relationships(part)
        feed_xml(self._chunks(listed), target)
        return target.found

    def _styles(self) -> dict[str, int]:
        target = _Styles()
        for part in self.named("styles")[:1]:
            feed_xml(self._chunks(part), target)
        return target.levels

    def _chunks(self, part: str) -> Iterator[bytes]:
        with archive_errors_named(), self._archive.open(self._names[part.lower()]) as stream:
            while chunk := stream.read(CHUNK_BYTES):
                yield chunk
