"""`make bench`: speed and memory of the product, each beside a baseline of the same run."""

from __future__ import annotations

import argparse
import os
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.ui.bursts import CALM_S, ONE_BY_ONE
from tests.bench import alerts, core, million
from tests.bench.echo import round_trips
from tests.bench.load import book_many
from tests.bench.measure import cpu_seconds, pss_mib, quantile, wakeups
from tests.bench.report import Row, table
from tests.bench.tray_start import started
from tests.desktop.product import Product
from tests.hub.people import Library, Person, new_owner, register
from tests.hub.process import PASSWORD, HubProcess
from tests.rig.notices import NotificationWatch
from tests.rig.session import DesktopSession, RigUnavailable

BARE = (sys.executable, "-m", "tests.bench.bare_tray")
BURST_LIMIT_S = 180.0


@dataclass(frozen=True)
class _Rest:
    """What an idle process costs: MiB, wake-ups a second, share of one CPU."""

    memory: float
    wakeups: float
    cpu: float


class Bench:
    """One desktop, one hub, one signed-in profile, and the measurements on them."""

    def __init__(self, session: DesktopSession, folder: Path, *, quick: bool) -> None:
        self.session = session
        self.folder = folder
        self.starts = 5 if quick else 15
        self.idle_s = 10.0 if quick else 30.0
        self.bookings = 30 if quick else 90
        self.burst = 1_000 if quick else 10_000
        self.clients = 50 if quick else 200
        self.many = 50_000 if quick else 1_000_000
        self.steady_s = 5.0 if quick else 20.0

    @contextmanager
    def hub(self, name: str, seats: int = 6) -> Iterator[tuple[HubProcess, Library, Person]]:
        """A hub process with one library and one student."""
        process = HubProcess(self.folder / name)
        process.start()
        library = new_owner(process.data, process.url, seats=seats)
        student = register(process.url)
        try:
            yield process, library, student
        finally:
            library.owner.close()
            student.close()
            process.stop()

    def desk(self, name: str, hub: HubProcess, library: Library, *, hidden: bool) -> Product:
        """A signed-in desk that has not been started."""
        product = Product(self.session, self.folder / name, hidden=hidden)
        product.sign_in(hub.url, library.owner.sign_in["user"]["email"], PASSWORD)
        return product

    def start_up(self) -> list[Row]:
        """From the process's start to the icon in the tray, in turns."""
        with self.hub("start-hub") as (hub, library, _):
            profile = self.desk("start", hub, library, hidden=True).profile
            ours = (sys.executable, "-m", "app", "--profile", str(profile), "--hidden")
            times: dict[tuple[str, ...], list[float]] = {BARE: [], ours: []}
            for turn in range(self.starts + 1):
                for command, taken in times.items():
                    with started(self.session, *command) as (_, seconds):
                        if turn:  # the first turn warms the disk's cache
                            taken.append(seconds * 1000)
        return [
            Row(
                "process start to tray icon, median",
                statistics.median(times[ours]),
                "ms",
                statistics.median(times[BARE]),
                "bare PySide6 tray",
                aim=1.3,
                must=1.6,
            )
        ]

    def idle(self) -> list[Row]:
        """Memory and wake-ups of a desk that is live and has nothing to do."""
        with self.hub("idle-hub") as (hub, library, student):
            for index in range(20):
                library.book(student, hours=2 + index)
            profile = self.desk("idle", hub, library, hidden=True).profile
            ours = (sys.executable, "-m", "app", "--profile", str(profile), "--hidden")
            bare, desk = self._at_rest(BARE), self._at_rest(ours)
            hub_memory = pss_mib(hub.pid)
        return [
            Row(
                "idle memory (PSS), live, window not opened",
                desk.memory,
                "MiB",
                bare.memory,
                "bare PySide6 tray",
                aim=1.7,
                must=2.2,
            ),
            Row(
                "idle wake-ups a second, window not opened",
                desk.wakeups,
                "/s",
                against=f"bare tray: {bare.wakeups:.2f} /s",
                aim=2,
                of_ratio=False,
            ),
            Row("idle share of one CPU", desk.cpu * 100, "%"),
            Row("memory of the hub beside it (PSS)", hub_memory, "MiB"),
        ]

    def _at_rest(self, command: tuple[str, ...]) -> _Rest:
        # One after the other: side by side they would share Qt's pages, and each look smaller.
        with started(self.session, *command) as (process, _):
            time.sleep(self.idle_s / 2)
            woken, cpu, began = wakeups(process.pid), cpu_seconds(process.pid), time.monotonic()
            time.sleep(self.idle_s)
            took = time.monotonic() - began
            return _Rest(
                memory=pss_mib(process.pid),
                wakeups=(wakeups(process.pid) - woken) / took,
                cpu=(cpu_seconds(process.pid) - cpu) / took,
            )

    def way_with_rules(self) -> list[Row]:
        """The same with many rules, and the notices of a long time."""
        return self.way_of_a_booking(laden=True)

    def way_of_a_booking(self, *, laden: bool = False) -> list[Row]:
        """From the hub's commit to Notify on the bus and to the painted row."""
        echo = [seconds * 1000 for seconds in round_trips()]
        notified, painted = [], []
        with (
            self.hub(f"way-hub-{laden}") as (hub, library, student),
            NotificationWatch(self.session.address) as notices,
        ):
            desk = self.desk(f"way-{laden}", hub, library, hidden=False)
            if laden:
                desk.start()
                desk.live()
                library.book(library.owner, hours=-0.5, seat=5, source="phone")
                notices.wait_for("New booking")
                desk.until("status", lambda status: status["unread"] == 1)
                desk.stop()
                alerts.weigh_down(desk.profile)
            before = len(notices.notices)
            desk.start()
            try:
                desk.live()
                desk.ask("page", page="bookings", show=True)
                desk.ask("watch painting")
                booked = []
                for index in range(self.bookings):
                    booked.append(
                        # One after the other: a student holds one seat at one time.
                        library.book(student, seat=index % 6, hours=1 + 2 * index, note=f"{index}")
                    )
                    notices.wait_for("New booking", count=before + index + 1)
                    if (index + 1) % ONE_BY_ONE == 0:
                        # Of those that follow each other closely only so many ring by themselves.
                        time.sleep(CALM_S + 0.1)
                seen = desk.until("painted", lambda seen: booked[-1]["id"] in seen)
            finally:
                desk.stop()
            offset = time.time() - time.monotonic()
            for booking, notice in zip(booked, notices.notices[before:], strict=False):
                committed = datetime.fromisoformat(booking["createdAt"]).timestamp() - offset
                notified.append((notice.arrived - committed) * 1000)
                if booking["id"] in seen:
                    # Two that come within one frame are painted at once, and one is on top.
                    painted.append((seen[booking["id"]] - committed) * 1000)
        told = f" ({alerts.RULES} rules, {alerts.KEPT:,} notices kept)" if laden else ""
        return [
            Row(
                f"commit in the hub to {name}, p{share * 100:.0f}{told}",
                quantile(times, share),
                "ms",
                quantile(echo, share),
                "bare websocket echo",
                aim=aim,
                of_ratio=False,
            )
            for name, times in (("Notify on the bus", notified), ("the row painted", painted))
            for share, aim in ((0.5, None), (0.99, 50))
        ]

    def many_at_once(self) -> list[Row]:
        """So many bookings that arrive at once: the window's longest stall, and how long."""
        with self.hub("burst-hub", seats=100) as (hub, library, _):
            desk = self.desk("burst", hub, library, hidden=False)
            desk.start()
            try:
                desk.live()
                # Stopped, it hears nothing; awake again, it finds all of them at once.
                os.kill(desk.pid, signal.SIGSTOP)
                book_many(library, self.burst)
                os.kill(desk.pid, signal.SIGCONT)
                began = time.monotonic()
                desk.ask("beat")
                desk.until("count", lambda count: count >= self.burst, limit=BURST_LIMIT_S)
                took = time.monotonic() - began
                desk.live()
                stall = desk.ask("longest stall") * 1000
            finally:
                desk.stop()
        return [
            Row(
                f"{self.burst:,} bookings at once: longest the window did not answer",
                stall,
                "ms",
                aim=16,
                of_ratio=False,
            ),
            Row(f"{self.burst:,} bookings at once: until all rows are there", took, "s"),
        ]

    def alerts_at_once(self) -> list[Row]:
        """So many alerts while the desk is live: toasts, the longest stall, and what it costs."""
        count = 1_000
        with (
            self.hub("alerts-hub", seats=100) as (hub, library, _),
            NotificationWatch(self.session.address) as notices,
        ):
            desk = self.desk("alerts", hub, library, hidden=False)
            desk.start()
            try:
                desk.live()
                spent = cpu_seconds(desk.pid)
                desk.ask("beat")
                book_many(library, count)
                unread = desk.until(
                    "status", lambda status: status["unread"] >= count, limit=BURST_LIMIT_S
                )["unread"]
                stall = desk.ask("longest stall") * 1000
                spent = cpu_seconds(desk.pid) - spent
                toasts = len(notices.on_screen)
            finally:
                desk.stop()
        return [
            Row(f"{unread:,} alerts one after the other: toasts on the screen", toasts, ""),
            Row(
                f"{unread:,} alerts: longest the window did not answer",
                stall,
                "ms",
                aim=16,
                of_ratio=False,
            ),
            Row(f"{unread:,} alerts: CPU time of the desk", spent, "s"),
        ]


def main() -> int:
    """Measure and print; the exit code says only whether measuring worked."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds, rougher numbers")
    parser.add_argument("--only", nargs="*", default=[], help="names of measurements")
    chosen = parser.parse_args()
    try:
        with DesktopSession() as session, tempfile.TemporaryDirectory() as folder:
            bench = Bench(session, Path(folder), quick=chosen.quick)
            parts: dict[str, Callable[[], list[Row]]] = {
                "start": bench.start_up,
                "idle": bench.idle,
                "way": bench.way_of_a_booking,
                "rules": bench.way_with_rules,
                "burst": bench.many_at_once,
                "alerts": bench.alerts_at_once,
                "notices": lambda: alerts.page(session, bench.folder),
                "catch-up": lambda: core.catch_up(bench.folder, bench.burst),
                "restart": lambda: core.restart(bench.folder, bench.clients),
                "steady": lambda: core.steady(bench.folder, bench.steady_s),
                "million": lambda: million.measure(session, bench.folder, bench.many),
            }
            rows = []
            for name, measure in parts.items():
                if not chosen.only or name in chosen.only:
                    print(f"measuring: {name} ...", file=sys.stderr, flush=True)
                    rows += measure()
            print(table(rows))
    except RigUnavailable as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
