"""Is the process alive (`/healthz`), and can it serve (`/readyz`)?"""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import Error as DatabaseError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe


@require_safe
def healthz(_request: HttpRequest) -> JsonResponse:
    """200 while the process answers at all."""
    return JsonResponse({"status": "ok"})


@require_safe
def readyz(_request: HttpRequest) -> JsonResponse:
    """200 when the database answers and is migrated; 503 with the reason otherwise."""
    reason = _why_not_ready()
    return JsonResponse({"status": reason or "ok"}, status=503 if reason else 200)


def _why_not_ready() -> str:
    try:
        executor = MigrationExecutor(connection)
    except DatabaseError:
        return "database_unreachable"
    return "migrations_missing" if executor.migration_plan(executor.loader.graph.leaf_nodes()) else ""
