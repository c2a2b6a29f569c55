"""What one desk has read of what rang: told to the other desks of the library."""

from __future__ import annotations

from app.contract.errors import InvalidInput
from app.contract.events import ALERT_ACKNOWLEDGED, library_stream
from app.contract.requests import Acknowledged, AcknowledgeRequest, By
from app.contract.tongue import translate
from app.hub import checks
from app.hub.access import require_staff
from app.hub.streams import append
from app.hub.work import Work

LIMIT = 500
ID_LIMIT = 200


def share(work: Work, library_id: str, asked: AcknowledgeRequest) -> Acknowledged:
    """Tell the library's desks that somebody has read these alerts; the hub keeps no list of them.

    Raises:
        Forbidden, NotFound: when it is not staff or owner who asks.
        InvalidInput: none, too many, or ids that cannot be.
    """
    require_staff(work.conn, work.by, library_id)
    ids = tuple(
        dict.fromkeys(
            checks.text("alertIds", each, ID_LIMIT, required=True) for each in asked.alert_ids
        )
    )
    if not 1 <= len(ids) <= LIMIT:
        raise InvalidInput(
            translate("hub", "Between one and {most} alerts are acknowledged at once.").format(
                most=LIMIT
            ),
            details={"field": "alertIds", "limit": LIMIT},
        )
    told = Acknowledged(
        library_id=library_id,
        alert_ids=ids,
        by=By(id=work.by.user_id, name=work.by.name),
        at=work.now,
    )
    append(work, [library_stream(library_id)], ALERT_ACKNOWLEDGED, told)
    return told
