"""How long texts may be and how large amounts: refused by the hub, and said by a desk before."""

from __future__ import annotations

NAME_LIMIT = 200
PHONE_LIMIT = 40
NOTE_LIMIT = 2000
"""Characters of a note, and of a reason."""

MONEY_LIMIT = 10**12
"""Minor units."""
