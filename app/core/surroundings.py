"""What a machine tells of itself: its sleep, its network, and whether it asks for quiet."""

from __future__ import annotations

from collections.abc import Callable

from app.core.ports import Focus, Sign, Wake


class Surroundings:
    """Listens to the machine as far as it tells anything, on the loop of `open`."""

    def __init__(
        self,
        wake: Wake | None,
        focus: Focus | None,
        *,
        signed: Callable[[Sign], None],
        focus_turned: Callable[[], None],
    ) -> None:
        self._wake, self._focus = wake, focus
        self._signed, self._focus_turned = signed, focus_turned
        self._undos: list[Callable[[], None]] = []

    @property
    def asks_for_quiet(self) -> bool:
        """Whether the computer's own "do not disturb" is on."""
        return self._focus is not None and self._focus.is_on

    async def open(self) -> None:
        """Begin to listen."""
        if self._wake is not None:
            self._undos.append(self._wake.subscribe(self._signed))
            await self._wake.open()
        if self._focus is not None:
            self._undos.append(self._focus.subscribe(self._focus_turned))
            await self._focus.open()
            self._focus_turned()

    async def close(self) -> None:
        """Listen no more."""
        undos, self._undos = self._undos, []
        for undo in undos:
            undo()
        for each in (self._wake, self._focus):
            if undos and each is not None:
                await each.close()
