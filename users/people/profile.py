"""What people say about themselves: name, language, time zone, where they start, and of what they want to hear."""

from __future__ import annotations

from typing import TypedDict, Unpack

from django.db import transaction

from users.audit.services import person_record
from users.people.errors import ProfileFieldError
from users.people.models import User
from users.people.notifications import ALWAYS
from users.workspaces.models import Workspace
from utils.places import locales, timezones


class ProfileChanges(TypedDict, total=False):
    """What `profile_update` may change. `default_workspace` is one that the person belongs to, or None."""

    name: str
    locale: str
    timezone: str
    default_workspace: Workspace | None
    notifications: list[str]


@transaction.atomic
def profile_update(*, user: User, **changes: Unpack[ProfileChanges]) -> User:
    """Change some of one's own profile. Raises ProfileFieldError."""
    held = User.objects.select_for_update(no_key=True).get(id=user.id)
    for name, value in changes.items():
        setattr(held, name, value.strip() if isinstance(value, str) else value)
    _refuse_odd_fields(held)
    held.save(update_fields=list(changes))
    person_record(user=held, action="profile_updated", data={"fields": " ".join(sorted(changes))})
    return held


def _refuse_odd_fields(user: User) -> None:
    odd = {
        "name": (len(user.name) > 200, "Give a name of at most 200 characters."),
        "locale": (user.locale not in locales(), "Give a language such as de or de-AT."),
        "timezone": (user.timezone not in timezones(), "Give a time zone such as Europe/Berlin."),
        "notifications": (not set(user.notifications) >= ALWAYS, "What concerns the safety of the account is always mailed."),
    }
    if errors := {field: [sentence] for field, (is_odd, sentence) in odd.items() if is_odd}:
        raise ProfileFieldError("The profile cannot have these values; see `errors`.", errors=errors)
