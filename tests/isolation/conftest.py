"""Two homes side by side, made once for the package; each call is taken back after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from django.test import override_settings

from app_settings.routes import Route
from services.storage.folder import FolderStorage
from tests.isolation import makers, makers_accounts, makers_exports, makers_rates, makers_reports, makers_transactions
from tests.isolation.calls import MAKERS, Call, Caller, send, undone
from tests.isolation.homes import Home
from tests.isolation.identities import Identity, caller, credentials_of
from tests.isolation.things import make_home
from users.tenancy.actor import acting
from users.workspaces.roles import Role

# Importing them registers them.
REGISTERED = (makers, makers_accounts, makers_exports, makers_rates, makers_reports, makers_transactions)
