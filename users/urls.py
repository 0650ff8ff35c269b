"""Routes of people and workspaces, below /api/v1/users/."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from users.audit.views import AuditViewSet
from users.keys.views import KeyViewSet, ServiceAccountViewSet
from users.people.views import MeView
from users.sessions.views import SessionsView, SessionView
from users.workspaces.invitation_views import AcceptView, InvitationViewSet, LookView, RefuseView
from users.workspaces.member_views import MemberViewSet
from users.workspaces.views import IdentityViewSet, LeavingView, OneWorkspaceView, WorkspacesView

router = SimpleRouter()
router.register("audit", AuditViewSet, basename="event")
router.register("identities", IdentityViewSet, basename="identity")
router.register("invitations", InvitationViewSet, basename="invitation")
router.register("keys", KeyViewSet, basename="key")
router.register("members", MemberViewSet, basename="member")
router.register("service-accounts", ServiceAccountViewSet, basename="service_account")

urlpatterns = [
    path("me/", MeView.as_view(), name="me"),
    path("sessions/", SessionsView.as_view(), name="sessions"),
    path("sessions/<pk>/", SessionView.as_view(), name="session"),
    path("workspaces/", WorkspacesView.as_view(), name="workspaces"),
    path("workspaces/<pk>/", OneWorkspaceView.as_view(), name="workspace"),
    path("workspaces/<pk>/leave/", LeavingView.as_view(), name="workspace-leave"),
    path("invitations/look/", LookView.as_view(), name="invitation-look"),  # before /<pk>/
    path("invitations/accept/", AcceptView.as_view(), name="invitation-accept"),
    path("invitations/refuse/", RefuseView.as_view(), name="invitation-refuse"),
    *router.urls,
]
