"""Routes of people and workspaces, below /api/v1/users/."""

from django.urls import path

from users.workspaces.views import MeView

urlpatterns = [path("me/", MeView.as_view(), name="me")]
