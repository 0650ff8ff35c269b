"""The fields that are read by a model. Training fits a model for each of them; `receipt.py` asks them."""

from __future__ import annotations

from collections.abc import Mapping

from services.parsers.date_ranking import DATE_RANKING, DUE_DATE_RANKING
from services.parsers.ranked import Ranking
from services.parsers.total_ranking import TOTAL_RANKING
from services.types import FieldName

RANKINGS: Mapping[FieldName, Ranking] = {ranking.field: ranking for ranking in (TOTAL_RANKING, DATE_RANKING, DUE_DATE_RANKING)}
