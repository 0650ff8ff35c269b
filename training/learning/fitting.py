"""Fitting linear models: convex, so that the same examples always give the same weights."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from services.classifiers.linear import BIAS, NONE, Calibration, Features, Ranker
from training.learning.examples import Example

Vector = NDArray[np.float64]
LOG_SHARE, AGAINST = "log_share", "against "  # signs of doubt by their names: they can only take confidence away
Bounds = tuple[float | None, float | None]
UNBOUNDED: Bounds = (None, None)
NO_PRIOR: Mapping[str, float] = {}
NO_BOUNDS: Mapping[str, Bounds] = {}
_TINY = 1e-12


def fit_ranker(
    examples: Sequence[Example], weights: Sequence[float], *, prior: Mapping[str, float] = NO_PRIOR, l2: float = 0.005
) -> Ranker:
    """The weights that make the right candidates of each document likeliest together. `weights` are of the documents.

    `prior` is what the weights are without examples: few examples of a feature move its weight little.
    """
    decided = [(example, weight) for example, weight in zip(examples, weights, strict=True) if example.is_decided]
    rows, groups, right = _lists([example for example, _weight in decided])
    names, matrix = _matrix(rows)
    shares = np.array([weight for _example, weight in decided])
    shares = shares / shares.sum()
    starts = np.flatnonzero(np.diff(groups, prepend=-1))
    expected = np.array([prior.get(name, 0.0) for name in names])

    def loss(vector: Vector) -> tuple[float, Vector]:
        scores = matrix @ vector
        highest = np.maximum.reduceat(scores, starts)
        powers = np.exp(scores - highest[groups])
        whole = np.add.reduceat(powers, starts)
        hit = np.add.reduceat(powers * right, starts)
        of_all = powers / whole[groups]
        of_right = powers * right / np.maximum(hit, _TINY)[groups]
        value = -(shares * np.log(np.maximum(hit / whole, _TINY))).sum() + l2 * (vector - expected) @ (vector - expected) / 2
        return float(value), matrix.T @ ((of_all - of_right) * shares[groups]) + l2 * (vector - expected)

    return Ranker(_minimum(loss, names))


def fit_calibration(
    signs: Sequence[Features], right: Sequence[bool], weights: Sequence[float], *, l2: float = 0.0001
) -> Calibration:
    """The logistic model of "it is right"; what speaks against it, and the ranker's own share, can only take confidence away."""
    names, matrix = _matrix([{**features, BIAS: 1.0} for features in signs])
    shares = np.array(weights) / np.sum(weights)
    truth = np.array(right, dtype=np.float64)
    is_free = np.array([name != BIAS for name in names], dtype=np.float64)

    def loss(vector: Vector) -> tuple[float, Vector]:
        scores = np.clip(matrix @ vector, -40, 40)
        likely = 1 / (1 + np.exp(-scores))
        value = -(shares * (truth * np.log(likely + _TINY) + (1 - truth) * np.log(1 - likely + _TINY))).sum()
        return float(value + l2 * (is_free * vector) @ vector / 2), matrix.T @ ((likely - truth) * shares) + l2 * is_free * vector

    return Calibration(_minimum(loss, names, bounds={name: _bounds(name) for name in names}))


def _bounds(sign: str) -> Bounds:
    if sign == LOG_SHARE:
        return 0.0, None
    return (None, 0.0) if sign.startswith(AGAINST) else UNBOUNDED


def _lists(examples: Sequence[Example]) -> tuple[list[Features], NDArray[np.int64], Vector]:
    """All candidates of all documents one after the other, each document with "none of them" at its end."""
    rows: list[Features] = []
    groups: list[int] = []
    right: list[bool] = []
    for number, example in enumerate(examples):
        rows += [*(candidate.features for candidate in example.candidates), {NONE: 1.0}]
        groups += [number] * (len(example.candidates) + 1)
        right += [*example.right, example.is_absent]
    return rows, np.array(groups), np.array(right, dtype=np.float64)


def _matrix(rows: Sequence[Features]) -> tuple[list[str], csr_matrix]:
    names = sorted({name for row in rows for name in row})
    index = {name: number for number, name in enumerate(names)}
    values = [value for row in rows for value in row.values()]
    columns = [index[name] for row in rows for name in row]
    ends = np.cumsum([0, *(len(row) for row in rows)])
    return names, csr_matrix((values, columns, ends), shape=(len(rows), len(names)))


def _minimum(
    loss: Callable[[Vector], tuple[float, Vector]], names: Sequence[str], *, bounds: Mapping[str, Bounds] = NO_BOUNDS
) -> dict[str, float]:
    within = [bounds.get(name, UNBOUNDED) for name in names]
    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", bounds=within, options={"maxiter": 1000})
    return dict(zip(names, map(float, found.x), strict=True))
