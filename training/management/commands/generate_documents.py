"""`manage.py generate_documents --out DIR`: the samples, or with `--count N` documents of the world, and their manifest."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from services.types import DocumentKind
from training.documents.catalogue import SAMPLES
from training.documents.drawing import document_of, generated_cases
from training.documents.generator import GeneratedDocument, Medium
from training.documents.manifest import write_documents
from training.documents.world import COUNTRIES, HELD_OUT, KINDS

MEDIA = {"pdf": Medium.PDF, "photo": Medium.PHOTO}
SUFFIXES = {Medium.PDF.value: ".pdf", Medium.PHOTO.value: ".jpg"}


class Command(BaseCommand):
    help = "Write generated documents (invented firms, exact truth) and manifest.jsonl to a folder."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--out", type=Path, required=True, help="folder to write to; made when missing")
        parser.add_argument("--seed", type=int, default=1, help="another seed gives other firms, baskets and dates")
        parser.add_argument("--only", choices=sorted(SAMPLES), help="write this sample only")
        parser.add_argument("--count", type=int, help="write so many documents of the world instead of the samples")
        known = f"two letters each, of {', '.join(COUNTRIES)}; nothing is learnt from {', '.join(sorted(HELD_OUT))}"
        parser.add_argument("--countries", nargs="+", type=str.upper, help=f"with --count: {known}; default: all")
        kinds = [kind.value for kind in KINDS]
        parser.add_argument("--kinds", nargs="+", choices=kinds, help="with --count: default: all")
        parser.add_argument("--media", nargs="+", choices=sorted(MEDIA), help="with --count: taken in turn; default: pdf")

    def handle(self, *_args: object, out: Path, seed: int, only: str | None, count: int | None, **options: Any) -> None:
        wishes = {name: options[name] for name in ("countries", "kinds", "media") if options[name]}
        _check(only, count, wishes)
        documents = _samples(seed, only) if count is None else _generated(seed, count, **wishes)
        try:
            for path in write_documents(out, documents):
                self.stdout.write(f"{path} ({path.stat().st_size:,} bytes)")
        except OSError as error:
            remedy = "Name another folder with --out, one that you may write to and that has room."
            raise CommandError(f"Nothing could be written to {out}: {error.strerror}. {remedy}") from error


def _check(only: str | None, count: int | None, wishes: Mapping[str, Sequence[str]]) -> None:
    """Raises CommandError for wishes that contradict each other or that nobody can fulfil."""
    if count is None and wishes:
        raise CommandError(f"--{next(iter(wishes))} chooses among generated documents: say with --count how many to write.")
    if count is not None and only:
        raise CommandError("--only writes one sample, --count documents of the world: give one of them.")
    if count is not None and count < 1:
        raise CommandError(f"--count {count} writes nothing: give a number from 1.")
    if unknown := [code for code in wishes.get("countries", ()) if code not in COUNTRIES]:
        raise CommandError(f"Nothing is known of the country {unknown[0]}. These are known: {', '.join(COUNTRIES)}.")


def _samples(seed: int, only: str | None) -> Iterator[tuple[str, str, GeneratedDocument]]:
    for name in (only,) if only else tuple(SAMPLES):
        sample = SAMPLES[name]
        yield sample.file, sample.kind, sample.make(seed)


def _generated(
    seed: int,
    count: int,
    countries: Sequence[str] = tuple(COUNTRIES),
    kinds: Sequence[str] = tuple(KINDS),
    media: Sequence[str] = ("pdf",),
) -> Iterator[tuple[str, str, GeneratedDocument]]:
    cases = generated_cases(seed, count, countries=countries, kinds=[DocumentKind(kind) for kind in kinds])
    for index, case in enumerate(cases):
        medium = MEDIA[media[index // len(kinds) % len(media)]]
        document = document_of(case.scene, case.layout_name, medium)
        yield case.name + SUFFIXES[document.media_type], case.scene.spec.kind.value, document
