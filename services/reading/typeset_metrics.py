"""How wide letters are, without loading a font: FiraGO's own widths for ASCII, and the usual width for the rest."""

from __future__ import annotations

from functools import lru_cache

EM = 1000
BODY = 10.0  # pt, of usual text
ASCENT_AND_DESCENT = 1.2  # of FiraGO and Fira Mono, in sizes of the font
LEADING = 0.2  # more between two lines
MONO_ADVANCE = 600
FIRST_WIDE = 0x2E80  # from here on stand Chinese, Japanese and Korean letters, and pictures
WIDE_ADVANCE = 1000
USUAL_ADVANCE = 560
LEAST_ADVANCE = 250  # of a word: marks without a width of their own must not stand on one spot in thousands
_ASCII = """
265 241 399 518 531 826 729 219 324 324 439 499 240 403 240 520
558 433 495 499 532 501 533 444 551 525 240 240 500 500 500 459
1020 573 608 560 644 535 491 631 680 295 305 589 498 778 683 692
589 691 605 545 517 662 556 826 540 550 522 322 520 322 540 520
300 544 586 477 590 544 335 520 579 276 277 509 294 850 579 584
586 590 383 467 361 575 492 717 485 492 432 322 403 322 488
"""


class _Advances(dict[str, int]):
    def __missing__(self, letter: str) -> int:
        return WIDE_ADVANCE if ord(letter) >= FIRST_WIDE else USUAL_ADVANCE


_ADVANCES = _Advances({chr(code): advance for code, advance in enumerate(map(int, _ASCII.split()), start=32)})


@lru_cache(maxsize=16_384)
def advance_of(word: str) -> int:
    """Give the width of a word in thousandths of the font's size."""
    return max(sum(map(_ADVANCES.__getitem__, word)), LEAST_ADVANCE)


def width_of(word: str, size: float) -> float:
    """Give the width of a word in points."""
    return advance_of(word) * size / EM


def cells_of(letter: str) -> int:
    """Give how many columns a letter takes in a text of letters of one width."""
    return 2 if ord(letter) >= FIRST_WIDE else 1
