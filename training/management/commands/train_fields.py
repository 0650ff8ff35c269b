"""`manage.py train_fields`: fits the models that read fields, and puts each into use where it is better than the one before."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from finance.services.file_limits import file_limits
from services.classifiers.artefact import FOLDER, ArtefactError
from services.parsers.ranked import Ranking
from services.parsers.rankings import RANKINGS
from services.reading.reader import Reader
from services.reading.wish import ReadWish
from training.corpus import ManifestError, ReadingShelf, entries
from training.learning.examples import examples
from training.learning.judging import figures
from training.learning.learning import learn
from training.learning.material import material_of
from training.learning.publishing import next_version, publish, roll_back
from training.learning.sets import LearntFrom, Sets

FEWEST_FOLDS = 2  # each fold is judged by what the others teach


class Command(BaseCommand):
    help = "Fits the models that read fields on manifests and generated documents; a better one is put into use."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        names = sorted(name.value for name in RANKINGS)
        parser.add_argument("--manifest", type=Path, action="append", default=[], help="documents with truth; repeatable")
        parser.add_argument("--generated", type=int, default=1500, metavar="N", help="and so many generated ones (default 1500)")
        parser.add_argument("--frozen", type=int, default=300, metavar="N", help="generated ones that versions are compared on")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--fields", nargs="+", choices=names, default=names, metavar="FIELD", help=f"of {', '.join(names)}")
        parser.add_argument(
            "--shelf", type=Path, default=settings.VAR_DIR / "readings", help="where readings are kept between runs"
        )
        parser.add_argument("--ocr", default="rapid", choices=["rapid", "tesseract", "none"], help="by which pictures are read")
        parser.add_argument("--out", type=Path, default=FOLDER, help="folder of the artefacts")
        parser.add_argument("--roll-back", action="store_true", help="put the version before into use again, and train nothing")

    def handle(self, *_args: object, **options: object) -> None:
        wished = {str(name) for name in _sequence(options["fields"])}
        fields = [field for field in RANKINGS if field.value in wished]
        out = Path(str(options["out"]))
        try:
            if options["roll_back"]:
                for field in fields:
                    self.stdout.write(f"{field.value}: version {roll_back(out, field.value)} is in use again")
                return
            sets = self._sets(options)
            for field in fields:
                self._train(RANKINGS[field], sets.of(field), out)
        except (ArtefactError, ManifestError, OSError) as error:
            raise CommandError(str(error)) from error

    def _sets(self, options: Mapping[str, object]) -> Sets:
        seed, generated, frozen = (int(str(options[name])) for name in ("seed", "generated", "frozen"))
        if generated < 0 or frozen < 1:
            raise CommandError("Give --generated from 0, and --frozen from 1: without a frozen set no version can be compared.")
        manifests = [Path(str(manifest)) for manifest in _sequence(options["manifest"])]
        with Reader(limits=file_limits(), wish=ReadWish(ocr=str(options["ocr"]))) as reader:
            shelf = ReadingShelf(Path(str(options["shelf"])), reader)
            real = [one for manifest in manifests for one in material_of(entries(manifest), shelf)]
        if not real and not generated:
            raise CommandError("There is nothing to learn from. Name a --manifest, or let documents be --generated.")
        return Sets(real, seed, generated, frozen)

    def _train(self, ranking: Ranking, learnt_from: LearntFrom, out: Path) -> None:
        name = ranking.field.value
        told = list(examples(ranking, learnt_from.material))
        if len({example.of.material.fold for example in told if example.is_decided}) < FEWEST_FOLDS:
            raise CommandError(f"Too few documents of the material tell their {name}: it takes some, of several vendors.")
        learnt = learn(ranking, told, version=next_version(out, name))
        published = publish(out, ranking, learnt, told, list(examples(ranking, learnt_from.frozen)), today=date.today())  # noqa: DTZ011
        state = "in use" if published.is_promoted else "kept, not in use"
        self.stdout.write(
            f"{name}: version {learnt.model.version} is {state}: {published.why}; doubt below {learnt.model.doubt_below}"
        )
        for source, row in figures(learnt.verdicts).items():
            self.stdout.write(f"  {source}: " + ", ".join(f"{key} {value:g}" for key, value in row.items()))


def _sequence(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else []
