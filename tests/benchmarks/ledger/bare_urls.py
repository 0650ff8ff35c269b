"""The bare list: ListAPIView, ModelSerializer of 8 columns, CursorPagination, TokenAuthentication."""

from __future__ import annotations

import os

from django.db import models
from django.urls import path
from rest_framework.authentication import TokenAuthentication
from rest_framework.generics import ListAPIView
from rest_framework.pagination import CursorPagination
from rest_framework.permissions import IsAuthenticated
from rest_framework.serializers import ModelSerializer


class Row(models.Model):
    id = models.UUIDField(primary_key=True)
    workspace_id = models.UUIDField()
    kind = models.CharField(max_length=12)
    status = models.CharField(max_length=12)
    is_settled = models.BooleanField()
    date = models.DateField()
    description = models.CharField(max_length=500)
    vendor_id = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    trashed_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "auth"
        managed = False
        db_table = "finance_transaction"


class RowSerializer(ModelSerializer[Row]):
    class Meta:
        model = Row
        fields = ["id", "kind", "status", "is_settled", "date", "description", "vendor_id", "created_at"]


class RowPagination(CursorPagination):
    page_size = 50
    ordering = ("-date", "-id")


class RowList(ListAPIView[Row]):
    queryset = Row.objects.filter(workspace_id=os.environ["BARE_WORKSPACE"], trashed_at=None)
    serializer_class = RowSerializer
    pagination_class = RowPagination
    authentication_classes = [TokenAuthentication]
    permission_classes = [IsAuthenticated]


urlpatterns = [path("rows/", RowList.as_view())]
