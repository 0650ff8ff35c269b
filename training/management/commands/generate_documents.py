"""`manage.py generate_documents --out DIR`: the sample documents and their manifest."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand

from training.documents.catalogue import SAMPLES
from training.documents.manifest import write_samples


class Command(BaseCommand):
    help = "Write the sample documents (invented firms, exact truth) and manifest.jsonl to a folder."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--out", type=Path, required=True, help="folder to write to; made when missing")
        parser.add_argument("--seed", type=int, default=1, help="another seed gives other firms, baskets and dates")
        parser.add_argument("--only", choices=sorted(SAMPLES), help="write this one only")

    def handle(self, *_args: object, out: Path, seed: int, only: str | None, **_options: object) -> None:
        names = (only,) if only else tuple(SAMPLES)
        for path in write_samples(out, seed=seed, names=names):
            self.stdout.write(f"{path} ({path.stat().st_size:,} bytes)")
