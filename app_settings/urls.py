"""All routes of the house (app_settings/routes.py says of each who may use it)."""

from django.contrib import admin
from django.urls import include, path

from app_settings.health import healthz, readyz
from app_settings.root import RootView, front_door
from app_settings.schema_pages import DocsView, SchemaView

urlpatterns = [
    path("", front_door, name="front-door"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("admin/", admin.site.urls),
    path("api/v1/", RootView.as_view(), name="api-root"),
    path("api/v1/schema/", SchemaView.as_view(), name="schema"),
    path("api/v1/docs/", DocsView.as_view(url_name="schema"), name="docs"),
    path("api/v1/auth/", include("app_settings.auth_urls")),
    path("api/v1/users/", include("users.urls")),
    path("api/v1/finance/", include("finance.urls")),
]

handler400 = "app_settings.problems.bad_request"
handler403 = "app_settings.problems.forbidden"
handler404 = "app_settings.problems.not_found"
handler500 = "app_settings.problems.server_error"
