"""How a syntax is read: a table that gives each business term its XPath, compiled so that the tree is walked once.

Paths are XPath without axes: `step/step`, `step[condition]`, `step/@attribute`, `.` for the group itself, `one | other`.
A condition is any XPath; `$currency` is the currency of the invoice (BT-5).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from services.einvoice.codec import MOST_GROUPS, PATH_CHARACTERS, TEXT_CHARACTERS
from services.einvoice.model import Term
from services.errors import ResourceLimitError

_ATTRIBUTE = re.compile(r"/@(\w+)$")
_STEP = re.compile(r"\s*([^/\[\]|]+)(?:\[((?:[^\[\]])*)\])?\s*")


@dataclass(frozen=True, slots=True)
class Table:
    """The terms of a group by id, and the groups that repeat within it: by name, each with its path and its own table."""

    terms: Mapping[str, str]
    groups: Mapping[str, tuple[str, Table]] = field(default_factory=dict)


@dataclass(slots=True)
class Found:
    """What a group of the file holds: its terms, and the groups within it by name."""

    terms: dict[str, Term] = field(default_factory=dict)
    groups: dict[str, list[Found]] = field(default_factory=dict)


@dataclass(slots=True)
class _Node:
    """One step of the paths: what to take here, and which steps lead on, by tag."""

    name: str = ""
    terms: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str]] = field(default_factory=list)
    groups: list[tuple[str, _Node]] = field(default_factory=list)
    steps: dict[str, list[tuple[Any, _Node]]] = field(default_factory=dict)


class Grammar:
    """A syntax: `table` in the prefixes of `namespaces`; `root` is the name of the document's element."""

    def __init__(self, root: str, table: Table, namespaces: Mapping[str, str], currency: str) -> None:
        self._root_name = root
        self._namespaces = dict(namespaces)
        self._conditions: dict[tuple[int, str, str], _Node] = {}
        self._currency = etree.XPath(f"string({currency})", namespaces=self._namespaces)
        self._top = self._compiled(table)

    def read(self, root: Any) -> Found:
        """Give what the table names. Raises ResourceLimitError."""
        found = Found()
        _Walk(str(self._currency(root)).strip()).into(root, self._top, f"/{self._root_name}", found)
        return found

    def _compiled(self, table: Table) -> _Node:
        top = _Node()
        for term, paths in table.terms.items():
            for path in paths.split(" | "):
                self._add_term(top, term, path)
        for name, (paths, inner) in table.groups.items():
            compiled = self._compiled(inner)
            for path in paths.split(" | "):
                self._node(top, path).groups.append((name, compiled))
        return top

    def _add_term(self, top: _Node, term: str, path: str) -> None:
        attribute = _ATTRIBUTE.search(path)
        node = self._node(top, path[: attribute.start()] if attribute else path)
        if attribute:
            node.attributes.append((attribute.group(1), term))
        else:
            node.terms.append(term)

    def _node(self, top: _Node, path: str) -> _Node:
        node = top
        for name, condition in _STEP.findall(path) if path != "." else ():
            node = self._step(node, name.strip(), condition)
        return node

    def _step(self, node: _Node, name: str, condition: str) -> _Node:
        key = (id(node), name, condition)
        if key not in self._conditions:
            prefix, _, local = name.rpartition(":")
            test = etree.XPath(f"boolean({condition})", namespaces=self._namespaces) if condition else None
            self._conditions[key] = _Node(name)
            node.steps.setdefault(f"{{{self._namespaces[prefix]}}}{local}", []).append((test, self._conditions[key]))
        return self._conditions[key]


class _Walk:
    """One way through a tree; the order of the file is the order of what is found."""

    def __init__(self, currency: str) -> None:
        self._currency = currency

    def into(self, element: Any, node: _Node, path: str, found: Found) -> None:
        """Take what is wanted of an element, then of its children."""
        if node.terms or node.attributes:
            _take(element, node, path, found)
        if not node.steps:
            return
        counts: dict[str, int] = {}
        for child in element:
            steps = node.steps.get(child.tag)
            if steps is not None:
                count = counts[child.tag] = counts.get(child.tag, 0) + 1
                for test, step in steps:
                    if test is None or test(child, currency=self._currency):
                        self._follow(child, step, f"{path}/{step.name}", count, found)

    def _follow(self, child: Any, step: _Node, path: str, count: int, found: Found) -> None:
        if step.groups or count > 1:
            path = f"{path}[{count}]"
        for name, inner in step.groups:
            group = Found()
            self.into(child, inner, path, group)
            gathered = found.groups.setdefault(name, [])
            gathered.append(group)
            if len(gathered) > MOST_GROUPS:
                raise ResourceLimitError(f"The e-invoice has more than {MOST_GROUPS:,} {name}. Ask for it in several parts.")
        self.into(child, step, path, found)


def _take(element: Any, node: _Node, path: str, found: Found) -> None:
    text = (element.text or "").strip()
    for term in node.terms if text else ():
        if term not in found.terms:
            found.terms[term] = Term(text[:TEXT_CHARACTERS], path[:PATH_CHARACTERS])
    for attribute, term in node.attributes:
        value = element.get(attribute, "").strip()
        if value and term not in found.terms:
            found.terms[term] = Term(value[:TEXT_CHARACTERS], f"{path}/@{attribute}"[:PATH_CHARACTERS])
