"""`python -m tests.benchmarks.ledger.bare_prepare`: the tables of the bare Django, and a token, which it prints."""

from __future__ import annotations

import os

import django


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.ledger.bare_settings"
    django.setup()
    from django.contrib.auth.models import User
    from django.db import connection
    from rest_framework.authtoken.models import Token

    with connection.schema_editor() as editor:
        editor.create_model(User)
        editor.create_model(Token)
    print(Token.objects.create(user=User.objects.create_user("bare")).key)


if __name__ == "__main__":
    main()
