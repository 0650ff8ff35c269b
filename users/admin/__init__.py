"""Back office of people, workspaces, invitations, keys, sessions and the audit trail; one file per sub-package.

Pages that libraries bring along are taken away: an address that is verified by a form, or a token that is called back, would
be no deed of ours, and stand in no trail.
"""

from allauth.account.models import EmailAddress
from django.contrib import admin
from rest_framework_simplejwt.token_blacklist.models import BlacklistedToken, OutstandingToken

from users.admin import audit, invitations, keys, people, sessions, workspaces

__all__ = ["audit", "invitations", "keys", "people", "sessions", "workspaces"]

admin.site.unregister([EmailAddress, BlacklistedToken, OutstandingToken])
