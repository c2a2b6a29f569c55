"""What the role of who is signed in lets be shown; the hub refuses the rest anyway."""

from __future__ import annotations

from app.contract.models import Role
from app.core.status import DeskStatus


def may_arrange(status: DeskStatus | None) -> bool:
    """Whether seats, rules and staff can be arranged: by an owner, at a hub of ours."""
    if status is None or status.user is None or status.basic:
        return False
    return status.user.role == Role.OWNER
