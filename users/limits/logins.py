"""Lock-out of guessed passwords, per account and per address.

Some tries are free; from then on each try closes the door behind itself for a while that doubles up to 15 minutes. A try is
counted *before* its password is looked at, so that fifty at once get no more guesses than fifty in a row, and given back when
it went well.

Trade-off: a stranger who never stops trying keeps the door of an account closed. So that its owner is not shut out for ever,
an address from which they logged in during the last 30 days has tries of its own for that account (and is not held by what
others tried from there); sessions and keys go on, and resetting the password by e-mail is not held by these doors. Accounts that
do not exist are counted like those that do.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import structlog

from users.limits.address import network_of
from users.limits.counters import count, forget, look
from users.limits.errors import LoginLockedError

log = structlog.get_logger(__name__)

FREE_PER_ACCOUNT = 5
FREE_PER_ADDRESS = 30  # a household or an office behind one address
FIRST_WAIT_S = 30
LONGEST_WAIT_S = 15 * 60
MEMORY_S = 24 * 3600  # after which tries are forgotten
KNOWN_S = 30 * 24 * 3600


@dataclass(frozen=True, slots=True)
class _Door:
    """What is tried: an account, an account from an address known to it, or anything from one address."""

    kind: str
    of: str
    free: int

    @property
    def name(self) -> str:
        return f"{self.kind} {self.of}"

    @property
    def names(self) -> tuple[str, str]:
        return self.tries, self.lock

    @property
    def tries(self) -> str:
        return f"login tries {self.name}"

    @property
    def lock(self) -> str:
        return f"login lock {self.name}"


def login_check(*, email: str, address: str) -> None:
    """Call once per try, before the password is looked at. Raises LoginLockedError; the try is counted else."""
    doors = _doors(email, address)
    for lock in look(*(door.lock for door in doors)):
        if lock.value:
            raise _locked(lock.resets_in_s)
    for door in doors:
        _pass(door)


def login_failed(*, email: str, address: str) -> None:
    """The password was wrong: says in the log when that closed a door, for the operator. (The try is counted already.)"""
    doors = _doors(email, address)
    for door, lock in zip(doors, look(*(door.lock for door in doors)), strict=True):
        if lock.value:
            log.warning("login_locked", of=door.kind, seconds=lock.resets_in_s)


def login_succeeded(*, email: str, address: str) -> None:
    """Forgets the tries at the account, gives the address its try back (no more), and remembers that they belong together."""
    account, known = _account(email), _known(email, address)
    if _is_known(known):
        forget(*account.names, *known.names)
    else:
        forget(*account.names)
        count(_address(address).tries, window_s=MEMORY_S, by=-1)
    count(known.name, window_s=KNOWN_S)


def _doors(email: str, address: str) -> tuple[_Door, ...]:
    known = _known(email, address)
    return (known,) if _is_known(known) else (_account(email), _address(address))


def _is_known(known: _Door) -> bool:
    return look(known.name)[0].value > 0


def _account(email: str) -> _Door:
    return _Door("account", _folded(email), FREE_PER_ACCOUNT)


def _known(email: str, address: str) -> _Door:
    return _Door("account_at_its_address", f"{_folded(email)} from {network_of(address)}", FREE_PER_ACCOUNT)


def _address(address: str) -> _Door:
    return _Door("address", network_of(address), FREE_PER_ADDRESS)


def _folded(email: str) -> str:
    """One spelling for all that a database might take for the same address (ſ for s, ı for i, full-width letters)."""
    return unicodedata.normalize("NFKC", email).strip().upper().casefold()


def _pass(door: _Door) -> None:
    """Beyond the free tries, who gets through is the one that closes the door; the others at that moment do not."""
    over = count(door.tries, window_s=MEMORY_S).value - door.free
    if over > 0:
        lock = count(door.lock, window_s=_wait_s(over))
        if lock.value > 1:
            raise _locked(lock.resets_in_s)


def _wait_s(over: int) -> int:
    return int(min(FIRST_WAIT_S * 2 ** min(over - 1, 10), LONGEST_WAIT_S))


def _locked(wait_s: int) -> LoginLockedError:
    return LoginLockedError(
        f"There were too many tries. Wait {wait_s} seconds, or set a new password by e-mail.", retry_after_s=wait_s
    )
