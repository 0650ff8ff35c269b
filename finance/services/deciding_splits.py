"""How the amount of a document divides over tax rates."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from finance.services.booking import Split
from services.types import FieldName, Record, TaxLine


def splits_of(record: Record, values: Mapping[FieldName, str], *, total: Decimal, amount: Decimal) -> tuple[Split, ...]:
    """One split per printed tax rate where these add up to `total`, else one for all. Signed like `amount`."""
    sign = -1 if (total < 0) != (amount < 0) else 1
    rows = [(line, _gross(line)) for line in record.tax_lines]
    grosses = [gross for _line, gross in rows if gross is not None]
    if len(rows) > 1 and len(grosses) == len(rows) and sum(grosses) == total:
        return tuple(_split(line, gross, sign) for line, gross in rows if gross is not None)
    return (_whole(record, values, total, amount, sign),)


def _gross(line: TaxLine) -> Decimal | None:
    if line.gross is not None:
        return line.gross
    return line.net + line.tax if line.net is not None and line.tax is not None else None


def _split(line: TaxLine, gross: Decimal, sign: int) -> Split:
    return Split(sign * gross, tax_rate=line.rate, tax_amount=None if line.tax is None else sign * line.tax)


def _whole(record: Record, values: Mapping[FieldName, str], total: Decimal, amount: Decimal, sign: int) -> Split:
    """The tax of the document belongs to it only when nothing was paid in advance."""
    tax = values.get(FieldName.TAX)
    is_whole = tax is not None and total == Decimal(values[FieldName.TOTAL])
    rates = {line.rate for line in record.tax_lines}
    rate = next(iter(rates)) if is_whole and len(rates) == 1 else None
    return Split(amount, tax_rate=rate, tax_amount=sign * Decimal(tax) if is_whole and tax is not None else None)
