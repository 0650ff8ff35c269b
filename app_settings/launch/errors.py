"""Why Quittance cannot be started, with the remedy in words."""

from __future__ import annotations

from utils.errors import QuittanceError


class LaunchError(QuittanceError):
    """Something that a person can put right stands in the way of the start."""

    code = "launch"
    title = "Quittance does not start"
