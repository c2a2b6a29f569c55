"""The table of faults: what may go wrong, and what must then be true."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """A fault; `waits_for` says what it needs that is not there yet."""

    number: int
    fault: str
    must: str
    waits_for: str = ""


ROWS = (
    Row(1, "connection reset mid-stream", "reconnects, catches up"),
    Row(
        2,
        "server frozen (SIGSTOP), half-open connection",
        "noticed within ping interval + timeout; state says so",
    ),
    Row(3, "TCP accepted, never answered", "attempt times out; the supervisor lives"),
    Row(4, "name lookup fails", "backs off, recovers"),
    Row(5, "certificate wrong or expired", "refused, said clearly, never retried insecurely"),
    Row(6, "captive portal answers 200 with HTML", "an error, not events"),
    Row(7, "websocket upgrade blocked", "polling, state `degraded`, still right"),
    Row(8, "burst of 50 events while polling", "none lost"),
    Row(9, "one event of 5 MB", "the socket may drop; the event arrives by REST"),
    Row(10, "sign-in check takes 5 s", "connects"),
    Row(11, "access token expired at reconnection", "one refresh, then up"),
    Row(12, "refresh token revoked", '"sign in again", no storm, cursor kept'),
    Row(13, "refresh endpoint down", "backs off, task alive"),
    Row(14, "server says disconnect", "supervised reconnection"),
    Row(15, "hub killed (-9) after commit, before emit", "delivered by catch-up"),
    Row(16, "hub killed before commit", "no event anywhere"),
    Row(17, "hub restarts, 200 clients", "spread by jitter"),
    Row(18, "database restored from a backup", "new epoch, snapshot, nothing rings again"),
    Row(19, "cursor older than what is kept", "410, snapshot"),
    Row(20, "live event during catch-up", "once, in order"),
    Row(21, "duplicated, reordered events", "once, in order; a gap fetches"),
    Row(22, "one event dropped, socket up", "found by heads"),
    Row(23, "desk killed (-9) between store and toast", "shown on restart, recorded once"),
    Row(24, "two instances on one profile", "the second raises the first and leaves"),
    Row(25, "sleep of 8 h", "back in step, one summary"),
    Row(26, "clock jumps a day", "order unaffected"),
    Row(27, "disk full, store locked", "cursor stays; visible error; recovers"),
    Row(28, "on PostgreSQL, a commit arrives late", "not skipped", "the hub on PostgreSQL"),
    Row(29, "Redis down, one worker deaf", "later, never lost", "the hub on Redis"),
    Row(30, "notification daemon restarts", "tried again; the notice is in the list anyway"),
    Row(31, "keyring locked, absent, slow", "window answers; fallback said"),
    Row(32, "UI blocked for 60 s", "the socket lives"),
    Row(33, "malformed or unknown event", "set aside and logged; the line goes on"),
    Row(34, "Node backend with connection-state recovery (extra argument)", "tolerated"),
    Row(35, "network changes (address, VPN)", "reconnects without a restart"),
    Row(36, "quit while reconnecting on polling", "within 3 s"),
)
