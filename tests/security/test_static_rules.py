"""What the source may not say (SECURITY D5, D6, D21, D22, D24), and that each rule sees it when it is said."""

from __future__ import annotations

import pghistory.models
import pytest
from django.apps import apps
from django.conf import settings

from app_settings.celery import app as celery
from tests.security.static_rules import ALLOWED, RULES, breaches_in, tree
from users.tenancy.postgres.compiler import tenant_tables
from users.tenancy.scope import ScopeError

BREACHES = [breach for path, source in tree() for breach in breaches_in(source, path)]

PLANTED = {
    "every_field": [
        'class Meta:\n    fields = "__all__"',
        'class V:\n    filterset_fields: str = "__all__"',
        'form = modelform_factory(Thing, fields="__all__")',
    ],
    "open_door": [
        "class V:\n    permission_classes = (AllowAny,)",
        "class V:\n    permission_classes = []",
        "class V:\n    authentication_classes: tuple = ()",
        "@permission_classes([permissions.AllowAny])\ndef view(request): ...",
        "@action(detail=True, permission_classes=[])\ndef view(self): ...",
        'REST = {"SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"]}',
        "class V:\n    permission_classes = [IsAuthenticated | AllowAny]",
    ],
    "csrf_exempt": ["@csrf_exempt\ndef view(request): ...", "view = decorators.csrf_exempt(view)"],
    "raw_query": [
        'Thing.objects.raw("SELECT 1")',
        'Thing.objects.filter(x=1).extra(where=["1=1"])',
        'rows.annotate(x=RawSQL("1", []))',
    ],
    "splat": [
        "Thing.objects.filter(**request.query_params)",
        "Thing.objects.filter(**self.request.query_params.dict())",
        "thing_create(actor=actor, **request.data)",
        "Thing(**{**request.POST})",
        "thing_create(**serializer.initial_data)",
    ],
    "unpacking": [
        "import pickle",
        "from marshal import loads",
        "import joblib.numpy_pickle",
        'eval("1")',
        "exec(text)",
        "yaml.load(text)",
        "np.load(path, allow_pickle=True)",
        "np.load(path, allow_pickle=wished)",
        '__import__("os")',
    ],
    "xml": ["import xml.etree.ElementTree as ET", "from lxml import etree", "from xml.dom import minidom", "import xmltodict"],
    "all_history": ["from pghistory.models import Events", "rows = pghistory.models.Events.objects.all()"],
}
INNOCENT = """
class Meta:
    fields = ["id", "name"]

class V:
    permission_classes = [IsAuthenticated]
    authentication_classes = [ApiKeyAuthentication]

log.info("x", extra={"a": 1})
thing_create(actor=actor, **self.body())
thing_create(**serializer.validated_data)
np.load(path, allow_pickle=False)
yaml.safe_load(text)
json.loads(request.body)
"""


@pytest.mark.parametrize("rule", RULES)
def test_the_tree_keeps_the_rule(rule: str) -> None:
    assert [breach for breach in BREACHES if breach.rule == rule and (rule, breach.where) not in ALLOWED] == []


def test_every_exception_is_still_needed_and_has_a_reason() -> None:
    assert set(ALLOWED) - {(breach.rule, breach.where) for breach in BREACHES} == set()
    assert all(len(reason) > 10 for reason in ALLOWED.values())


@pytest.mark.parametrize(("rule", "source"), [(rule, source) for rule, sources in PLANTED.items() for source in sources])
def test_a_planted_breach_is_seen(rule: str, source: str) -> None:
    assert rule in {breach.rule for breach in breaches_in(source, "users/planted.py")}


def test_every_rule_is_tried_on_a_breach() -> None:
    assert set(PLANTED) == set(RULES)


def test_innocent_lines_break_nothing() -> None:
    assert breaches_in(INNOCENT, "users/innocent.py") == []


def test_d6_who_says_nothing_is_asked_who_they_are() -> None:
    assert settings.REST_FRAMEWORK["DEFAULT_PERMISSION_CLASSES"] == ["rest_framework.permissions.IsAuthenticated"]
    assert settings.REST_FRAMEWORK["DEFAULT_AUTHENTICATION_CLASSES"]
    assert settings.REST_FRAMEWORK["UNAUTHENTICATED_USER"] is None


def test_d22_the_queue_speaks_json_only() -> None:
    conf = celery.conf
    assert (list(conf.accept_content), conf.task_serializer, conf.event_serializer) == (["json"], "json", "json")
    assert conf.result_accept_content in (None, ["json"])


def test_d22_sessions_and_messages_are_json() -> None:
    assert settings.SESSION_SERIALIZER == "django.contrib.sessions.serializers.JSONSerializer"


def test_the_history_of_every_record_of_a_workspace_is_held_by_its_scope(db: None) -> None:
    events = [model for model in apps.get_models() if issubclass(model, pghistory.models.Event) and not model._meta.proxy]
    held = [model for model in events if model._meta.managed]
    assert held
    for model in held:
        assert model._meta.db_table in tenant_tables(), model
        with pytest.raises(ScopeError):
            model.objects.exists()  # type: ignore[attr-defined]
