"""All routes of the house."""

from django.contrib import admin
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView

from app_settings.health import healthz, readyz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("admin/", admin.site.urls),
    path("api/v1/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/v1/docs/", SpectacularSwaggerView.as_view(url_name="schema"), name="docs"),
    path("api/v1/finance/", include("finance.urls")),
]

handler400 = "app_settings.problems.bad_request"
handler403 = "app_settings.problems.forbidden"
handler404 = "app_settings.problems.not_found"
handler500 = "app_settings.problems.server_error"
