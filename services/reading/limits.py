"""What one file may ask of the machine."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes of files, pages and pictures. What is over them is refused with a named error."""

    file_bytes: int = 25 * MEGABYTE
    pages: int = 100
    image_pixels: int = 50_000_000
    words_per_page: int = 20_000
    word_characters: int = 500
    render_dpi: int = 200
    render_side_px: int = 3500  # a page larger than A4 is drawn at fewer dots per inch
    preview_side_px: int = 1600
    preview_bytes: int = 2 * MEGABYTE


DEFAULT = Limits()
