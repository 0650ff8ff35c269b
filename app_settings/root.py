"""The front door, and the root of the API: what this is, and where its source is (AGPL-3.0, section 13)."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse as address
from django.views.decorators.http import require_safe
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

ROOT = inline_serializer(
    "Root",
    {
        "name": serializers.CharField(),
        "version": serializers.CharField(),
        "licence": serializers.CharField(),
        "source": serializers.CharField(help_text="Where the source of this very service is"),
        "schema": serializers.CharField(),
        "docs": serializers.CharField(),
    },
)


@require_safe
def front_door(_request: HttpRequest) -> HttpResponseRedirect:
    """Who comes with a browser and no path gets to the back office, the only face that has pages."""
    return HttpResponseRedirect(address("admin:index"))


class RootView(APIView):
    authentication_classes = ()
    permission_classes = (AllowAny,)
    http_method_names = ["get", "head"]

    @extend_schema(summary="What this is", responses=ROOT, auth=[])
    def get(self, request: Request) -> Response:
        return Response(
            {
                "name": "Quittance",
                "version": settings.VERSION,
                "licence": "AGPL-3.0-or-later",
                "source": settings.SOURCE_URL,
                "schema": reverse("schema", request=request),
                "docs": reverse("docs", request=request),
            }
        )
