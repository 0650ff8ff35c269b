"""Django's settings, from the environment only (`.env.template` explains each)."""

from datetime import timedelta

import pghistory
from celery.schedules import crontab

from app_settings import logging_config
from app_settings.environment import (
    broker_transport,
    caches,
    choice,
    database,
    env,
    file_limit,
    is_embedded,
    key_list,
    mail,
    outbound_allow,
    rate,
    secret,
    storages,
    var_dir,
)
from app_settings.navigation import FAVICON, NAVIGATION
from services.reading.limits import PAGES_MOST
from services.reading.wish import PdfEngineName

EMBEDDED = is_embedded()
VAR_DIR = var_dir()

SECRET_KEY = secret("SECRET_KEY")
API_KEY_PEPPER = secret("API_KEY_PEPPER")
JWT_SIGNING_KEY = secret("JWT_SIGNING_KEY")
ENCRYPTION_KEYS = key_list("ENCRYPTION_KEYS")  # newest first; utils/encryption.py
OUTBOUND_ALLOW = outbound_allow("OUTBOUND_ALLOW")  # utils/http.py

# The history of fixings, asked for on working days; empty: never (finance/services/rates.py).
ECB_RATES_URL = env.str("ECB_RATES_URL", default="https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist.zip")

VERSION = "0.1.0"
SOURCE_URL = env.str("SOURCE_URL", default="")

DEBUG = False
PUBLIC_URL = env.str("PUBLIC_URL", default=f"http://127.0.0.1:{env.int('PORT', default=8000)}")
_SECURE = PUBLIC_URL.startswith("https://")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"] if EMBEDDED else [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[PUBLIC_URL])
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
PROXY_COUNT = env.int("PROXY_COUNT", default=int(BEHIND_PROXY))
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = _SECURE
SECURE_HSTS_SECONDS = 31_536_000 if _SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _SECURE
SECURE_HSTS_PRELOAD = _SECURE
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _SECURE
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True  # forms carry its value themselves
if _SECURE:  # browsers take such names from this very host and over TLS only
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

INSTALLED_APPS = [
    "unfold.apps.BasicAppConfig",
    "unfold.contrib.filters",
    "app_settings.apps.OperatorAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "corsheaders",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "pgtrigger",
    "pghistory",
    "allauth",
    "allauth.account",
    "allauth.headless",
    "rest_framework_simplejwt.token_blacklist",
    "users",
    "services",
    "finance",
    "training",
    "app_settings.apps.HouseConfig",
]

MIDDLEWARE = [
    "app_settings.logging_config.RequestLogMiddleware",
    "app_settings.headers.AnswerHeadersMiddleware",
    "app_settings.strict_requests.StrictRequestMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "app_settings.headers.ApiCorsMiddleware",
    "users.limits.middleware.AddressLimitMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "app_settings.headers.SlashMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "app_settings.urls"
FORCE_SCRIPT_NAME = ""  # gunicorn takes a SCRIPT_NAME header from this machine: limits and headers would see another path
WSGI_APPLICATION = "app_settings.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

DATABASES = {"default": database()}
CACHES = caches()
STORAGES = storages()
AUTH_USER_MODEL = "users.User"
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"  # who comes to the login page itself brings no other place to go to
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]  # the only one: one hash per login

# Logging in (users/sessions). Mail is sent where EMAIL_URL names a server; nobody signs up by themselves unless SIGNUP_OPEN.
_MAIL = mail()
HAS_MAIL = bool(_MAIL)
EMAIL_BACKEND = _MAIL.get("EMAIL_BACKEND", "django.core.mail.backends.dummy.EmailBackend")
EMAIL_FILE_PATH = _MAIL.get("EMAIL_FILE_PATH") or None
EMAIL_HOST = _MAIL.get("EMAIL_HOST", "")
EMAIL_PORT = _MAIL.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = _MAIL.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = _MAIL.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = _MAIL.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _MAIL.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("EMAIL_FROM", default="Quittance <quittance@localhost>")
SIGNUP_OPEN = env.bool("SIGNUP_OPEN", default=False)
SESSION_LIFETIME = timedelta(days=60)
SIMPLE_JWT = {
    "ALGORITHM": "HS256",
    "SIGNING_KEY": JWT_SIGNING_KEY,
    "ISSUER": PUBLIC_URL,
    "AUDIENCE": "quittance",
    "ACCESS_TOKEN_LIFETIME": timedelta(minutes=10),
    "REFRESH_TOKEN_LIFETIME": timedelta(days=14),
    "ROTATE_REFRESH_TOKENS": True,
    "BLACKLIST_AFTER_ROTATION": True,
    "USER_ID_CLAIM": "sub",
}
CORS_ALLOWED_ORIGINS = env.list("CORS_ALLOWED_ORIGINS", default=[])  # exactly these; PUBLIC_URL itself needs no entry
CORS_ALLOW_CREDENTIALS = True  # the refresh cookie of users/sessions/browser.py, between origins of one site
CORS_URLS_REGEX = r"^/api/"
CORS_ALLOW_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]
CORS_ALLOW_HEADERS = [
    "authorization",
    "content-type",
    "idempotency-key",
    "if-match",
    "x-email-verification-key",
    "x-password-reset-key",
    "x-request-id",
    "x-session-token",
    "x-workspace",
]
CORS_EXPOSE_HEADERS = [
    "content-disposition",
    "etag",
    "idempotency-replayed",
    "location",
    "ratelimit-limit",
    "ratelimit-policy",
    "ratelimit-remaining",
    "ratelimit-reset",
    "retry-after",
    "x-request-id",
]
HEADLESS_ONLY = True
HEADLESS_CLIENTS = ["app"]
HEADLESS_TOKEN_STRATEGY = "users.sessions.strategy.SimpleJWTStrategy"  # noqa: S105 - the name of a class
HEADLESS_FRONTEND_URLS = {
    "account_signup": f"{PUBLIC_URL}/signup",
    "account_reset_password": f"{PUBLIC_URL}/password/reset",
    "account_reset_password_from_key": f"{PUBLIC_URL}/password/reset/{{key}}",
}
ACCOUNT_ADAPTER = "users.sessions.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True  # typed where one signs up; a reset comes as a link, on any device
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_CHANGE_EMAIL = True  # one address at a time; the old one stays until the new one is verified
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_RATE_LIMITS = False  # they count in a cache that loses counts; ours are in users/limits

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
WHITENOISE_ALLOW_ALL_ORIGINS = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS: list[str] = []

# Uploads: what is larger is cut off while it streams (FILE_LIMITS has the limits of a document).
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FILES = 100
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
FILE_UPLOAD_TEMP_DIR = env.str("FILE_UPLOAD_TEMP_DIR", default=None)

PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_index=False)  # an event is found by (workspace, id) only
PGHISTORY_ADMIN_CLASS = "django.contrib.admin.ModelAdmin"

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["app_settings.parsing.StrictJSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "users.sessions.authentication.BearerAuthentication",
        "users.keys.authentication.ApiKeyAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_THROTTLE_CLASSES": ["users.limits.throttles.HouseThrottle"],
    "EXCEPTION_HANDLER": "app_settings.problems.problem_response",
    "COERCE_DECIMAL_TO_STRING": True,
    "UNAUTHENTICATED_USER": None,
}
# What is more than this is answered by 429 (users/limits/budgets.py says of whom or what each is).
THROTTLES = {
    "address": rate(env.str("THROTTLE_ADDRESS", default="1200/min")),
    "anonymous": rate(env.str("THROTTLE_ANONYMOUS", default="60/min")),
    "auth": rate(env.str("THROTTLE_AUTH", default="120/min")),
    "person": rate(env.str("THROTTLE_PERSON", default="600/min")),
    "key": rate(env.str("THROTTLE_KEY", default="300/min")),
    "uploads": rate(env.str("THROTTLE_UPLOADS", default="2000/hour")),
    "upload_mb": rate(env.str("THROTTLE_UPLOAD_MB", default="5000/hour")),
    "file_passwords": rate(env.str("THROTTLE_FILE_PASSWORDS", default="10/hour")),
    "passwords": rate(env.str("THROTTLE_PASSWORDS", default="100/hour")),
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Quittance",
    "DESCRIPTION": "A ledger in which every number points to the place on the page that it was read from.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SERVE_AUTHENTICATION": [],
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "docExpansion": "none"},  # two hundred routes: their groups first
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "PREPROCESSING_HOOKS": ["app_settings.schema.own_routes"],
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "app_settings.schema.add_problems",
        "app_settings.schema.add_idempotency_keys",
        "app_settings.schema_auth.add_auth",
    ],
    "ENUM_NAME_OVERRIDES": {
        "AccountKind": "finance.models.AccountKind",
        "CategoryKind": "finance.models.CategoryKind",
        "TransactionKind": "finance.models.TransactionKind",
        "DocumentState": "finance.models.DocumentState",
        "TransactionStatus": "finance.models.TransactionStatus",
        "OwnAccountKind": "finance.serializers.ledger.OWN_ACCOUNTS",
        "OwnCategoryKind": "finance.serializers.ledger.OWN_CATEGORIES",
        "TransactionKindByHand": "finance.serializers.transaction_writes.MADE_BY_HAND",
        "TransactionStatusByHand": "finance.serializers.transaction_writes.BEGINNINGS",
        "DocumentKind": "finance.serializers.documents.KINDS",
        "Direction": "finance.serializers.documents.WAYS",
        "DirectionSaid": "finance.serializers.document_corrections.WAYS_SAID",
        "Origin": "finance.models.Origin",
        "RateSource": "finance.serializers.rates.SOURCES",
        "ReconciliationState": "finance.models.ReconciliationState",
        "ImportState": "finance.models.ImportState",
        "ExportState": "finance.models.ExportState",
        "MarkState": "finance.models.MarkState",
        "PairKind": "finance.models.PairKind",
        "LinkKind": "finance.models.LinkKind",
        "OcrPolicy": "finance.models.OcrPolicyChoice",
        "TableOrigin": "finance.serializers.document_tables.ORIGINS",
        "CommentKind": "finance.models.CommentKind",
        "UserKind": "users.people.models.UserKind",
        "IdentityKind": "users.workspaces.models.IdentityKind",
        "Role": "users.workspaces.serializers.ROLES",
        "ServiceRole": "users.keys.serializers.ROLES",
        "InvitationState": "users.workspaces.serializers.STATES",
        "Capability": "users.keys.serializers.SCOPES",
        "NotificationChannel": "users.people.serializers.CHANNELS",
    },
}
UNFOLD = {
    "SITE_TITLE": "Quittance",
    "SITE_HEADER": "Quittance",
    "SITE_SYMBOL": "receipt_long",
    "SITE_FAVICONS": [FAVICON],
    "SHOW_HISTORY": False,
    "SIDEBAR": {"show_search": True, "navigation": NAVIGATION},
}

REDIS_URL = env.str("REDIS_URL", default="")  # counters (users/limits); cache and broker have it by their own settings
CELERY_BROKER_URL = REDIS_URL or "filesystem://localhost"
CELERY_BROKER_TRANSPORT_OPTIONS = broker_transport()
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True  # what came of it stands in the document's row
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = False  # else a poisonous document crashes workers in a loop; the sweep counts tries
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# Time is bounded by the lease (renewed per page), the reader's wall clock and the providers' deadlines. A hard limit of a
# task would have to lie below the lease; a thread cannot be ended by one anyway, and a prefork child not be asked to tidy up.
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 10
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False  # a second delivery finds the claim taken
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_step": 0.2, "interval_max": 0.2}
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_ROUTES = {"finance.read_document": {"queue": "ocr"}, "finance.read_import": {"queue": "ocr"}}
CELERY_TIMEZONE = "UTC"

# The work of the documents (finance/services/document_work.py reads these).
OCR_ENGINE = env.str("OCR_ENGINE", default="auto")  # auto, rapid, tesseract
PDF_ENGINE = choice("PDF_ENGINE", default="pymupdf", choices=tuple(PdfEngineName))
FILE_LIMITS = {  # of one file; finance/services/file_limits.py
    "file_bytes": file_limit("LIMIT_FILE_MB", default=25, most=60) * 1024**2,
    "pages": file_limit("LIMIT_PAGES", default=100, most=PAGES_MOST),
    "image_pixels": file_limit("LIMIT_MEGAPIXELS", default=50, most=150) * 1_000_000,
    "unpacked_bytes": file_limit("LIMIT_UNPACKED_MB", default=100, most=400) * 1024**2,
    "archive_members": file_limit("LIMIT_ARCHIVE_MEMBERS", default=1_000, most=10_000),
    "scanned_pages": file_limit("LIMIT_SCANNED_PAGES", default=40, most=PAGES_MOST),
}
LEASE_SECONDS = env.int("LEASE_SECONDS", default=60)
SWEEP_INTERVAL_SECONDS = env.int("SWEEP_INTERVAL_SECONDS", default=10)
OVERDUE_AFTER_SECONDS = env.int("OVERDUE_AFTER_SECONDS", default=15)

# How long a request with an Idempotency-Key may be at work before its key may be used again.
IDEMPOTENCY_LOCK_SECONDS = env.int("IDEMPOTENCY_LOCK_SECONDS", default=60)

SHUTDOWN_GRACE_SECONDS = env.int("SHUTDOWN_GRACE_SECONDS", default=10)
CELERY_BEAT_SCHEDULE = {
    "sweep": {
        "task": "finance.sweep_work",
        "schedule": SWEEP_INTERVAL_SECONDS,
        "options": {"expires": SWEEP_INTERVAL_SECONDS},  # a worker that comes back does not work off old rings
    },
    "orphans": {
        "task": "finance.delete_orphans",
        "schedule": crontab(hour=3, minute=30),  # UTC
        "options": {"expires": 3600},
    },
    "sessions": {
        "task": "users.delete_expired_sessions",
        "schedule": crontab(hour=3, minute=40),  # UTC
        "options": {"expires": 3600},
    },
    "rates": {
        "task": "finance.keep_rates",
        "schedule": crontab(minute=25),  # asks the ECB only for what should be there and is not
        "options": {"expires": 3000},
    },
    "answers": {
        "task": "users.delete_old_answers",
        "schedule": crontab(hour=3, minute=50),  # UTC
        "options": {"expires": 3600},
    },
}

LOG_FORMAT = env.str("LOG_FORMAT", default="auto")  # auto: plain on a terminal, JSON otherwise
LOGGING_CONFIG = None
logging_config.configure(LOG_FORMAT, level=env.str("LOG_LEVEL", default="INFO"))
