from __future__ import annotations

import re

from services.reading.blocks import Grid, Heading, PageBreak, Pairs, Paragraph, Text, Verbatim
from services.reading.blocks_html import blocks_to_html

EVIL = '<script>alert(1)</script><img src=x onerror="a()"> \' & javascript:'
BLOCKS = (
    Heading(Text(EVIL), level=9),
    Paragraph(Text(EVIL + "\nsecond line")),
    Verbatim(EVIL),
    PageBreak(),
    Pairs(((EVIL, Text(EVIL)),)),
    Grid(rows=((Text(EVIL), Text("1")),), header=(EVIL, "n"), is_numeric=(False, True), title=EVIL),
)


def test_text_never_becomes_markup() -> None:
    html = blocks_to_html(BLOCKS, title=EVIL)
    names = set(re.findall(r"<([a-z0-9]+)", html))
    known = {"html", "head", "meta", "title", "style", "body", "h6", "p", "br", "pre", "hr", "table"}
    assert names == known | {"caption", "thead", "tr", "th", "td"}
    assert not re.search(r"<[^>]+\s(?:on\w+|src|href|style)\s*=", html)
    assert html.count("&lt;script&gt;") == 9


def test_every_block_is_shown() -> None:
    html = blocks_to_html(BLOCKS, title="t")
    assert "<br>second line" in html
    assert '<td class="n">1</td>' in html
    assert '<th scope="col" class="n">n</th>' in html
    assert html.startswith("<!doctype html>")


def test_nothing_is_loaded() -> None:
    assert not re.search(r"url\(|@import|<link|<script|<iframe", blocks_to_html((), title="t"))
