"""What one file may ask of the machine."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024
LOOK_BYTES = 32  # of a page seen from afar
PAGES_MOST = 500  # that an operator may allow
PAGE_SIDE = 1_000_000.0  # px or pt: hundreds of metres, which no paper has


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes of files, pages and pictures, and the time and memory of a reading child. Over them: a named error."""

    file_bytes: int = 25 * MEGABYTE
    pages: int = 100
    image_pixels: int = 50_000_000
    words_per_page: int = 20_000
    word_characters: int = 500
    scanned_pages: int = 40  # of a document: what stands behind them is not recognised, and a person is told
    rendered_pages: int = 50  # set behind a file's own pages, from the XML of an e-invoice
    render_dpi: int = 200
    image_side_px: int = 3500  # larger pictures and pages are shrunk to it
    preview_side_px: int = 1600

    tables: int = 200  # of a document
    document_rows: int = 20_000  # of one table of a document
    document_cells: int = 1_000_000  # of all its tables together
    attachments: int = 100
    attached_bytes: int = 50 * MEGABYTE  # all together, unpacked

    table_rows: int = 1_000_000  # of a table to import
    table_columns: int = 512
    cell_characters: int = 10_000
    unpacked_bytes: int = 100 * MEGABYTE  # of a packed file such as XLSX
    archive_members: int = 1_000

    answer_bytes: int = 96 * MEGABYTE  # all that a child may say about one file
    answer_bytes_per_byte: int = 16  # more, of a table: a packed file says more than it is long
    wall_s: float = 30.0
    wall_per_page_s: float = 10.0
    wall_per_megabyte_s: float = 10.0  # of a table
    rss_bytes: int = 900 * MEGABYTE
    jobs_per_child: int = 20

    @property
    def all_pages(self) -> int:
        """With those that are set behind the file's own."""
        return self.pages + self.rendered_pages

    def wall_clock_s(self, pages: int) -> float:
        """Give the time for a file of so many pages, in seconds."""
        return self.wall_s + self.wall_per_page_s * pages

    def table_wall_clock_s(self, size_bytes: int) -> float:
        """Give the time for a table of that size, in seconds."""
        return self.wall_s + self.wall_per_megabyte_s * size_bytes / MEGABYTE

    def table_answer_bytes(self, size_bytes: int) -> int:
        """Give how much a child may say about a table of that size."""
        return self.answer_bytes + self.answer_bytes_per_byte * size_bytes


DEFAULT = Limits()
OF_ROWS = Limits(pages=PAGES_MOST)  # of what was read once and kept, whatever is allowed by now
