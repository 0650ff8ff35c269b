"""What a request may use up, and what is left of it: the rates of the settings, counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from users.limits.counters import count_all
from users.limits.errors import LimitReachedError
from users.limits.rates import Rate
from users.limits.tallies import Count, Tally


class Limited(StrEnum):
    """What has a rate; the setting is THROTTLE_ and the name."""

    ADDRESS = "address"  # every request to the API, before anything is known of it
    ANONYMOUS = "anonymous"  # requests of an address without a credential, or with a wrong one
    AUTH = "auth"  # requests of an address below /api/v1/auth/
    PERSON = "person"
    KEY = "key"
    UPLOADS = "uploads"  # documents of a person
    UPLOAD_MB = "upload_mb"  # megabytes of a person
    FILE_PASSWORDS = "file_passwords"  # tries at one locked document
    PASSWORDS = "passwords"  # tries at all locked documents of a workspace


@dataclass(frozen=True, slots=True)
class Use:
    """`by` more of what is limited, by the one that `of` names."""

    what: Limited
    of: str
    by: int = 1


@dataclass(frozen=True, slots=True)
class Budget:
    """What a use came to."""

    what: Limited
    rate: Rate
    count: Count

    @property
    def left(self) -> int:
        return max(0, self.rate.limit - self.count.value)

    @property
    def is_overdrawn(self) -> bool:
        return self.count.value > self.rate.limit


def rate_of(what: Limited) -> Rate | None:
    rates: Mapping[str, Rate | None] = settings.THROTTLES
    return rates[what.value]


def use(request: HttpRequest, *uses: Use, error: type[LimitReachedError] = LimitReachedError) -> None:
    """Count all of the uses, and note for the answer what is left. Raises `error` when one of them is beyond its rate."""
    budgets = _counted(uses)
    request.__dict__.setdefault("budgets", []).extend(budgets)
    _refuse_overdrawn(budgets, error)


def use_up(*uses: Use, error: type[LimitReachedError] = LimitReachedError) -> None:
    """Count all of the uses, of whatever face. Raises `error` when one of them is beyond its rate."""
    _refuse_overdrawn(_counted(uses), error)


def _counted(uses: Sequence[Use]) -> list[Budget]:
    limited = [(one, rate) for one in uses if (rate := rate_of(one.what)) is not None]
    if not limited:
        return []
    counts = count_all([Tally(f"throttle {one.what} {one.of}", rate.window_s, one.by) for one, rate in limited])
    return [Budget(one.what, rate, count) for (one, rate), count in zip(limited, counts, strict=True)]


def _refuse_overdrawn(budgets: Sequence[Budget], error: type[LimitReachedError]) -> None:
    for budget in budgets:
        if budget.is_overdrawn:
            raise _overdrawn(budget, error)


def _overdrawn(budget: Budget, error: type[LimitReachedError]) -> LimitReachedError:
    wait_s = budget.count.resets_in_s
    return error(f"The limit “{budget.what}” is used up. Wait {wait_s} seconds.", retry_after_s=wait_s)


def tell_budgets(request: HttpRequest, response: HttpResponseBase) -> None:
    """RateLimit-Limit, -Remaining, -Reset and -Policy of the budget of which the least is left."""
    budgets: Sequence[Budget] = request.__dict__.get("budgets", ())
    if not budgets:
        return
    tightest = min(budgets, key=lambda budget: (not budget.is_overdrawn, budget.left))
    response["RateLimit-Limit"] = str(tightest.rate.limit)
    response["RateLimit-Remaining"] = str(tightest.left)
    response["RateLimit-Reset"] = str(tightest.count.resets_in_s)
    response["RateLimit-Policy"] = f"{tightest.rate.limit};w={tightest.rate.window_s}"
