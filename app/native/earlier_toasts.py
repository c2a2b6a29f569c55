"""The toasts that a run of before left on the screen: what is pressed on them is still meant."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from pathlib import Path

logger = logging.getLogger(__name__)


class EarlierToasts:
    """Kept in a small file, for a desk that ends without taking its toasts away.

    A notification service numbers its toasts as it likes, so the numbers mean something only to the
    one that gave them. Nothing here is worth failing for: without the file, what is pressed on old
    toasts does nothing.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._service, self._shown = self._read()

    def alerts(self) -> frozenset[str]:
        """The alerts whose toasts may stand on the screen, by their ids."""
        return frozenset(self._shown.values())

    def of(self, service: str) -> dict[int, str]:
        """The alerts of the toasts that this service shows, by the numbers it gave them."""
        return dict(self._shown) if service == self._service else {}

    def keep(self, service: str, shown: Mapping[int, str]) -> None:
        """These toasts are shown by that service now."""
        content = {"service": service, "shown": {str(number): key for number, key in shown.items()}}
        beside = self._path.with_suffix(".new")
        try:
            beside.write_text(json.dumps(content), encoding="utf-8")
            beside.replace(self._path)
        except OSError as error:
            logger.info("%s cannot be written: %s", self._path.name, error)

    def _read(self) -> tuple[str, dict[int, str]]:
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
            return str(kept["service"]), {int(key): str(it) for key, it in kept["shown"].items()}
        except FileNotFoundError:
            return "", {}
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            logger.info("%s cannot be read: %s", self._path.name, error)
            return "", {}
