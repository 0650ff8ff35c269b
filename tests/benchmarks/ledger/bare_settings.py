"""A Django that serves one list and nothing else: what REST framework does at its plainest, on the rows of the ledger."""

from app_settings.settings import DATABASES, SECRET_KEY  # noqa: F401  (settings of this Django, too)

DATABASES = {"default": DATABASES["default"] | {"ENGINE": "django.db.backends.postgresql"}}
ALLOWED_HOSTS = ["127.0.0.1"]
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "rest_framework", "rest_framework.authtoken"]
MIDDLEWARE: list[str] = []
ROOT_URLCONF = "tests.benchmarks.ledger.bare_urls"
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REST_FRAMEWORK = {"DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"]}
