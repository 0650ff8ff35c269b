"""Routes of people and workspaces, below /api/v1/users/."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from users.audit.views import AuditViewSet
from users.keys.views import KeyViewSet, ServiceAccountViewSet
from users.sessions.views import SessionsView, SessionView
from users.workspaces.views import MeView

router = SimpleRouter()
router.register("audit", AuditViewSet, basename="event")
router.register("keys", KeyViewSet, basename="key")
router.register("service-accounts", ServiceAccountViewSet, basename="service_account")

urlpatterns = [path("me/", MeView.as_view(), name="me"),
    path("sessions/", SessionsView.as_view(), name="sessions"),
    path("sessions/<pk>/", SessionView.as_view(), name="session"),
    *router.urls]
