"""`manage.py load_rates`: the history of the ECB's fixings from the package's file, where none is yet. Needs no network."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from finance.services.rates import fixings_load_seed


class Command(BaseCommand):
    help = "Load the ECB's fixings that come with the package, once. Later ones: refresh_rates, or beat by itself."

    def handle(self, *_args: Any, **options: Any) -> None:
        loaded = fixings_load_seed(now=timezone.now())
        if options["verbosity"]:
            self.stdout.write(f"{loaded.added} fixings were loaded." if loaded.added else "The fixings were there already.")
