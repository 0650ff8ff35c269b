"""A provider that plays a script: readings, errors, and delays as long as those of an LLM."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from services.errors import ProviderError, ProviderUnavailableError
from services.providers.base import ExtractionRequest
from services.types import Reading


@dataclass(frozen=True, slots=True)
class Step:
    """What one call does: wait `delay_s`, then raise `error`, or answer `reading` (a function of the request is called)."""

    reading: Reading | Callable[[ExtractionRequest], Reading] | None = None
    error: ProviderError | None = None
    delay_s: float = 0.0


class ScriptedProvider:
    """Plays one step per call. When the script is over it is down, as a provider that went away would be."""

    def __init__(self, script: Iterable[Step], *, name: str = "scripted", sleep: Callable[[float], None] | None = None) -> None:
        self.name = name
        self.requests: list[ExtractionRequest] = []
        self._steps: Iterator[Step] = iter(script)
        self._sleep = sleep

    def extract(self, request: ExtractionRequest) -> Reading:
        """Play the next step. Raises the scripted `ProviderError`, or ProviderUnavailableError after the last step."""
        self.requests.append(request)
        step = next(self._steps, Step())
        if step.delay_s and self._sleep is not None:
            self._sleep(step.delay_s)
        if step.error is not None:
            raise step.error
        if step.reading is None:
            raise ProviderUnavailableError("The script is over.", provider=self.name)
        reading = step.reading if isinstance(step.reading, Reading) else step.reading(request)
        return replace(reading, provider=self.name)
