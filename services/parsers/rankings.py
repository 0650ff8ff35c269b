"""The fields that are read by a model. Training fits a model for each of them; `receipt.py` asks them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from services.parsers.customer_ranking import CUSTOMER_RANKING
from services.parsers.date_ranking import DATE_RANKING, DUE_DATE_RANKING
from services.parsers.judged import DIRECTION_RANKING, KIND_RANKING
from services.parsers.number_ranking import INVOICE_NUMBER_RANKING
from services.parsers.ranked import Ranking
from services.parsers.total_ranking import TOTAL_RANKING
from services.parsers.vendor_ranking import VENDOR_RANKING

RANKINGS: Mapping[StrEnum, Ranking] = {
    ranking.field: ranking
    for ranking in (
        KIND_RANKING,
        DIRECTION_RANKING,
        TOTAL_RANKING,
        DATE_RANKING,
        DUE_DATE_RANKING,
        INVOICE_NUMBER_RANKING,
        VENDOR_RANKING,
        CUSTOMER_RANKING,
    )
}
