"""Facts about workspaces, past participles, sent inside the transaction that made them true and in the workspace's scope.

They compute nothing. Rooms that users may not import receive them: a receiver that raises undoes the deed.
"""

from django.dispatch import Signal

workspace_opened = Signal()  # actor: its first owner
