"""Kind and direction by a small model beside the rules: the rules speak first, and the model weighs them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum

from services.classifiers.artefact import shipped_model
from services.classifiers.linear import Features
from services.parsers.candidates import Sheet
from services.parsers.folding import letters_and_digits, plain
from services.parsers.kind import cues_of, find_kind
from services.parsers.layout import Row
from services.parsers.own_side import OF_SIDE, has_number, own_side
from services.parsers.ranked import Candidate, Choice, Ranking, rank
from services.parsers.vendor_words import RECIPIENT, SELLER
from services.providers.base import OwnIdentity
from services.types import Direction, DocumentKind

NOBODY = OwnIdentity()
_TODAY_DOES_NOT_MATTER = date.min
_FIRST_ROWS = 6
_BLOCK_ROWS = 4
_BOUGHT = {DocumentKind.RECEIPT, DocumentKind.INVOICE}
_SURE_DIRECTION = 0.85
_CONTRADICTED = 0.8  # share from which the model is heard against the rules


class Judged(StrEnum):
    """What is judged of a whole document."""

    KIND = "kind"
    DIRECTION = "direction"


def judged_kind(sheet: Sheet) -> tuple[DocumentKind, float]:
    """The kind by the rules, and how sure it is by rules and model together, 0 to 1.

    Between a receipt and an invoice, which are booked alike, the model decides where it is sure.
    """
    kind, sureness = find_kind(sheet)
    model = shipped_model(Judged.KIND)
    choices = rank(kind_candidates(sheet, NOBODY, _TODAY_DOES_NOT_MATTER), model.ranker)
    best = DocumentKind(choices[0].candidate.value)
    is_sure = choices[0].share > _CONTRADICTED
    if best is kind or (is_sure and {best, kind} == _BOUGHT):
        return best, max(sureness if best is kind else 0.0, round(model.calibration.confidence(kind_signs(choices, sheet)), 3))
    return kind, min(sureness, round(1 - choices[0].share, 3)) if is_sure else sureness


def judged_direction(sheet: Sheet, own: OwnIdentity) -> Direction:
    """By the rules; where these do not tell, by a model that is sure. A sure model against the rules leaves it unclear.

    Who is not known receives.
    """
    if own == NOBODY:
        return Direction.INCOMING
    choices = rank(direction_candidates(sheet, own, _TODAY_DOES_NOT_MATTER), shipped_model(Judged.DIRECTION).ranker)
    by_rules = OF_SIDE[own_side(sheet, own)]
    if choices[0].share <= _SURE_DIRECTION:
        return by_rules
    judged = Direction(choices[0].candidate.value)
    return judged if by_rules in (judged, Direction.UNCLEAR) else Direction.UNCLEAR


def kind_candidates(sheet: Sheet, _own: OwnIdentity, _today: date) -> Sequence[Candidate]:
    """One candidate per kind, each with all cues crossed with it, and what its own title is worth."""
    cues, (by_rules, sureness) = cues_of(sheet), find_kind(sheet)
    return [Candidate(kind.value, (), _of_kind(kind, cues, sureness if kind is by_rules else 0.0)) for kind in DocumentKind]


def _of_kind(kind: DocumentKind, cues: Features, by_rules: float) -> dict[str, float]:
    crossed = {f"{kind}: {cue}": value for cue, value in cues.items() if not cue.startswith("titled ")}
    own = {"titled": cues.get(f"titled {kind}", 0.0), "by_rules": by_rules, f"is {kind}": 1.0}
    return crossed | own


def kind_signs(choices: Sequence[Choice], _sheet: Sheet) -> Features:
    best = choices[0]
    features = best.candidate.features
    return {"log_share": best.log_share, "by_rules": features["by_rules"], "titled": features["titled"]}


def direction_candidates(sheet: Sheet, own: OwnIdentity, _today: date) -> Sequence[Candidate]:
    """Coming in or going out; only what is told of going out has features, the other is its opposite."""
    return [Candidate(Direction.INCOMING.value, ()), Candidate(Direction.OUTGOING.value, (), _of_outgoing(sheet, own))]


def direction_signs(choices: Sequence[Choice], _sheet: Sheet) -> Features:
    return {"log_share": choices[0].log_share}


def _of_outgoing(sheet: Sheet, own: OwnIdentity) -> Mapping[str, float]:
    names = {letters_and_digits(name) for name in own.names} - {""}
    rows = [row for row in sheet.rows if any(name in letters_and_digits(row.text) for name in names)]
    side = OF_SIDE[own_side(sheet, own)]
    return {
        "usual": 1.0,
        f"by_rules {side}": 1.0,
        "named": float(bool(rows)),
        "named_first": float(any(row.index < _FIRST_ROWS for row in rows)),
        "named_last": float(any(row.index >= len(sheet.rows) - _FIRST_ROWS for row in rows)),
        "named_often": min(len(rows), _BLOCK_ROWS) / _BLOCK_ROWS,
        "below_recipient": float(any(_is_below(row, sheet, is_seller=False) for row in rows)),
        "below_seller": float(any(_is_below(row, sheet, is_seller=True) for row in rows)),
        "tax_id": float(has_number(sheet, own.tax_ids)),
        "iban": float(has_number(sheet, own.ibans)),
    }


def _is_below(row: Row, sheet: Sheet, *, is_seller: bool) -> bool:
    """Whether a cell that stands over it, or beside it, calls its block one of the seller (or of the recipient)."""
    label = SELLER if is_seller else RECIPIENT
    near = sheet.rows[max(0, row.index - _BLOCK_ROWS) : row.index + 1]
    return any(label.match(plain(other.text[start:end])) for other in near for start, end in other.cells)


KIND_RANKING = Ranking(Judged.KIND, kind_candidates, kind_signs)
DIRECTION_RANKING = Ranking(Judged.DIRECTION, direction_candidates, direction_signs)
