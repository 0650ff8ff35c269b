"""manage.py rotate_encryption: everything that is kept encrypted is sealed again under the newest key."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from users.encryption.rotation import encrypted_columns, encryption_check, encryption_rotate


class Command(BaseCommand):
    help = (
        "Seals what is kept encrypted again under the newest key of ENCRYPTION_KEYS. Prints one JSON line of counts per column. "
        "May be run while Quittance serves, cut off, and run again. Exit 1 when something opens with no key of the ring and, "
        "with --check, also when something still needs an older key."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; tell what still needs an older key")

    def handle(self, *_args: Any, check: bool, **_options: Any) -> None:
        is_wanting = False
        for tally in (encryption_check if check else encryption_rotate)(encrypted_columns()):
            is_wanting = is_wanting or bool(tally.unreadable or tally.needs_old_key)
            self.stdout.write(json.dumps(asdict(tally)))
        if is_wanting:
            sys.exit(1)
