"""What a mutant is: bytes with one to three changes, all of them by the dice of a seed."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from random import Random

Mutation = Callable[[Random, bytes], bytes]

LARGEST_BYTES = 128 * 1024
NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
EXTREMES = (b"0", b"-1", b"1", b"65536", b"2147483648", b"-2147483649", b"9" * 30, b"1e400", b"NaN", b"0.0000000001", b"")
WORDS = (0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0x0000FFFF)
OPENERS = (
    b"<<",
    b"[",
    b"(",
    b"<a>",
    b"<a",
    b"{",
    b'"',
    b"/A",
    b"&",
    b"\xff",
    b"<div>",
    b"--",
    b"\n",
    b"=",
    b":61:",
    b"<STMTTRN>",
)
LEAF = re.compile(rb"(<([\w:]+)(?:\s[^<>]*)?>)[^<>]*(</\2>)")
PNG_MARK = b"\x89PNG\r\n\x1a\n"


def cut_off(dice: Random, content: bytes) -> bytes:
    return content[: dice.randrange(len(content))]


def flip_bits(dice: Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(dice.choice((1, 2, 8, 64))):
        changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def remove(dice: Random, content: bytes) -> bytes:
    start, end = _span(dice, content)
    return content[:start] + content[end:]


def duplicate(dice: Random, content: bytes) -> bytes:
    start, end = _span(dice, content)
    place = dice.randrange(len(content) + 1)
    return content[:place] + content[start:end] + content[place:]


def multiply(dice: Random, content: bytes) -> bytes:
    """Once more a hundred or a thousand times: sizes that nobody has."""
    start, end = _span(dice, content, longest=2000)
    return content[:start] + content[start:end] * dice.choice((100, 1000)) + content[end:]


def swap(dice: Random, content: bytes) -> bytes:
    start, end = _span(dice, content)
    return content[end:] + content[start:end] + content[:start]


def nest(dice: Random, content: bytes) -> bytes:
    place = dice.randrange(len(content) + 1)
    return content[:place] + dice.choice(OPENERS) * dice.choice((10, 1000, 30_000)) + content[place:]


def set_number(dice: Random, content: bytes) -> bytes:
    """One number that is written in digits."""
    found = list(NUMBER.finditer(content))
    if not found:
        return set_word(dice, content)
    number = dice.choice(found)
    return content[: number.start()] + dice.choice(EXTREMES) + content[number.end() :]


def set_word(dice: Random, content: bytes) -> bytes:
    """Two or four bytes that may be a number."""
    changed, form = bytearray(content), dice.choice((">I", "<I", ">H", "<H"))
    place = dice.randrange(max(len(changed) - 4, 1))
    value = dice.choice(WORDS) & (0xFFFF if form[1] == "H" else 0xFFFFFFFF)
    changed[place : place + struct.calcsize(form)] = struct.pack(form, value)
    return bytes(changed)


def overwrite(dice: Random, content: bytes) -> bytes:
    start, end = _span(dice, content, longest=200)
    return content[:start] + dice.randbytes(end - start) + content[end:]


MUTATIONS: tuple[Mutation, ...] = (
    cut_off,
    flip_bits,
    remove,
    duplicate,
    multiply,
    swap,
    nest,
    set_number,
    set_word,
    overwrite,
)


def mutant(seed: int, content: bytes) -> bytes:
    """The mutant of this number. Every other one of a packed file, a PNG or XML is made whole again: what is in it is reached."""
    dice = Random(seed)
    inside = seed % 2 == 0
    if inside and content.startswith(b"PK\x03\x04"):
        return _in_archive(dice, content)
    if inside and content.startswith(PNG_MARK):
        return _in_png(dice, content)
    if inside and content.lstrip().startswith(b"<?xml"):
        return _in_xml(dice, content)
    return _changed(dice, content)


def _changed(dice: Random, content: bytes) -> bytes:
    for _ in range(dice.choice((1, 1, 2, 3))):
        if content:
            content = dice.choice(MUTATIONS)(dice, content)[:LARGEST_BYTES]
    return content


def _in_xml(dice: Random, content: bytes) -> bytes:
    """Well-formed again: leaves that are gone, doubled, moved, emptied, or hold a number that nobody has."""
    for _ in range(dice.choice((1, 2, 4))):
        leaf, other = dice.choice(list(LEAF.finditer(content))), dice.choice(list(LEAF.finditer(content)))
        number = dice.choice((*EXTREMES, b"2026-02-30", b"ZZZ", b"\xd9\xa1", b"a" * 5000, b"1_000", b"Infinity"))
        news = (b"", leaf[0] * 2, other[0], leaf[1] + number + leaf[3], leaf[0] * 500)
        content = content[: leaf.start()] + dice.choice(news) + content[leaf.end() :]
    return content


def _in_archive(dice: Random, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = dice.choice(sorted(members))
    members[name] = _changed(dice, members[name])
    if dice.random() < 0.1:
        del members[name]
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in members.items():
            archive.writestr(member, data)
    return target.getvalue()


def _in_png(dice: Random, content: bytes) -> bytes:
    """With check sums that are right again: otherwise nothing but those would be tried."""
    chunks, place = [], len(PNG_MARK)
    while place < len(content):
        (size,) = struct.unpack_from(">I", content, place)
        chunks.append((content[place + 4 : place + 8], content[place + 8 : place + 8 + size]))
        place += 12 + size
    index = dice.randrange(len(chunks))
    chunks[index] = (chunks[index][0], _changed(dice, chunks[index][1] or b"0"))
    whole = (struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks)
    return PNG_MARK + b"".join(whole)


def _span(dice: Random, content: bytes, longest: int = 100_000) -> tuple[int, int]:
    start = dice.randrange(len(content))
    return start, min(len(content), start + dice.randrange(1, min(longest, max(len(content), 2)) + 1))
