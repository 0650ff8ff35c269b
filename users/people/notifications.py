"""Of what people want to hear, and by which way: kept as one set of `topic:channel`, of the declared ones only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum


class Topic(StrEnum):
    REVIEW_NEEDED = "review_needed"
    WEEKLY_SUMMARY = "weekly_summary"
    INVITATION = "invitation"
    SECURITY = "security"  # a new password, another address; by e-mail always


class Channel(StrEnum):
    EMAIL = "email"
    TELEGRAM = "telegram"


CHOICES = tuple(f"{topic.value}:{channel.value}" for topic in Topic for channel in Channel)
ALWAYS = frozenset({"security:email"})


def notifications_default() -> list[str]:
    """Everything but the weekly summary, by e-mail."""
    return [f"{topic.value}:email" for topic in (Topic.REVIEW_NEEDED, Topic.INVITATION, Topic.SECURITY)]


def channels_by_topic(chosen: Iterable[str]) -> dict[str, list[str]]:
    """The set as people see it: of each topic, its channels."""
    kept = frozenset(chosen)
    return {topic: [channel.value for channel in Channel if f"{topic.value}:{channel.value}" in kept] for topic in Topic}


def notifications_of(channels: Mapping[str, Iterable[str]]) -> list[str]:
    """The set of what was chosen, in the order of CHOICES."""
    wished = {f"{topic}:{channel}" for topic, several in channels.items() for channel in several}
    return [choice for choice in CHOICES if choice in wished]
