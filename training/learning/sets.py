"""Which material each field is learnt from, and compared on. Drawn and laid out once, when it is first asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from services.parsers.judged import Judged
from training.learning.drawn import frozen_material, frozen_retitled, generated_material, retitled_material
from training.learning.examples import LaidOut, laid_out
from training.learning.material import Material
from training.learning.owned import owned


@dataclass(frozen=True, slots=True)
class LearntFrom:
    """`frozen` is never learnt from."""

    material: Sequence[LaidOut]
    frozen: Sequence[LaidOut]


@dataclass(frozen=True)
class Sets:
    """`real` documents, and so many `generated` and `frozen` ones."""

    real: Sequence[Material]
    seed: int
    generated: int
    frozen: int

    def of(self, field: StrEnum) -> LearntFrom:
        if field is Judged.KIND:
            return self._kinds
        return self._directions if field is Judged.DIRECTION else self._fields

    @cached_property
    def _fields(self) -> LearntFrom:
        drawn = laid_out(generated_material(self.seed, self.generated))
        return LearntFrom([*laid_out(self.real), *drawn], list(laid_out(frozen_material(self.frozen))))

    @cached_property
    def _kinds(self) -> LearntFrom:
        drawn = laid_out(retitled_material(self.seed, self.generated))
        return LearntFrom([*laid_out(self.real), *drawn], list(laid_out(frozen_retitled(self.frozen))))

    @cached_property
    def _directions(self) -> LearntFrom:
        return LearntFrom(list(owned(self._fields.material)), list(owned(self._fields.frozen)))
