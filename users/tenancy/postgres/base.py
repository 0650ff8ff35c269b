"""Django's Postgres backend with a compiler that scopes each query to the workspace in force (ENGINE of DATABASES)."""

from django.db.backends.postgresql import base, operations


class DatabaseOperations(operations.DatabaseOperations):
    compiler_module = "users.tenancy.postgres.compiler"


class DatabaseWrapper(base.DatabaseWrapper):
    ops_class = DatabaseOperations
