"""Where the schema and its page are served: for looking only, and with errors like everywhere else."""

from __future__ import annotations

from functools import cache
from typing import Any

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import APIView

from app_settings.problems import MEDIA_TYPE


class _Looking(APIView):
    """GET and HEAD; a problem comes as JSON, not as what the view renders else."""

    http_method_names = ["get", "head"]

    def handle_exception(self, exc: Exception) -> Response:
        response = super().handle_exception(exc)
        self.request.accepted_renderer, self.request.accepted_media_type = JSONRenderer(), MEDIA_TYPE
        return response


@cache
def _schema() -> Any:
    """Made once in each process: it takes half a second, and anybody may ask for it."""
    return SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]


class KeptSchema(SchemaGenerator):
    """The schema of the code, whoever asks."""

    def get_schema(self, *_args: object, **_options: object) -> Any:
        return _schema()


class SchemaView(_Looking, SpectacularAPIView):
    """OpenAPI 3, as YAML or JSON. There is one version: the address' own, whatever the query asks for."""

    generator_class = KeptSchema

    def _get_version_parameter(self, _request: object) -> None:
        return None


class DocsView(_Looking, SpectacularSwaggerSplitView):
    """Swagger UI from our own files."""
