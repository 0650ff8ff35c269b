"""What one file may ask of the machine."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024
PAGE_SIDE = 1_000_000.0  # px or pt: hundreds of metres, which no paper has


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes of files, pages and pictures, and the time and memory of a reading child. Over them: a named error."""

    file_bytes: int = 25 * MEGABYTE
    pages: int = 100
    image_pixels: int = 50_000_000
    words_per_page: int = 20_000
    word_characters: int = 500
    render_dpi: int = 200
    image_side_px: int = 3500  # larger pictures and pages are shrunk to it
    preview_side_px: int = 1600

    answer_bytes: int = 96 * MEGABYTE  # all that a child may say about one file
    wall_s: float = 30.0
    wall_per_page_s: float = 10.0
    rss_bytes: int = 900 * MEGABYTE
    jobs_per_child: int = 20

    def wall_clock_s(self, pages: int) -> float:
        """Give the time for a file of so many pages, in seconds."""
        return self.wall_s + self.wall_per_page_s * pages


DEFAULT = Limits()
