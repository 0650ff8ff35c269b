"""Django's Postgres backend with a compiler that scopes each query to the workspace in force (ENGINE of DATABASES)."""

from django.db.backends.postgresql import base, operations


class DatabaseOperations(operations.DatabaseOperations):
    """Names the compiler that adds the scope."""

    compiler_module = "users.tenancy.postgres.compiler"


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's Postgres backend with the scope compiled into every query."""

    ops_class = DatabaseOperations
