"""A program with a vault: reads, writes and forgets as it is told."""

from __future__ import annotations

import asyncio
import sys
from typing import Any

from app.native.vault import KeyringVault
from tests.native.dialogue import serve


async def main(limit: float) -> None:
    """Serve one vault."""
    vault = KeyringVault(limit=limit)

    async def handle(question: dict[str, Any]) -> dict[str, Any]:
        answer: dict[str, Any] = {}
        match question["do"]:
            case "read":
                answer["secret"] = await vault.read(question["name"])
            case "write":
                await vault.write(question["name"], question["secret"])
            case "forget":
                await vault.forget(question["name"])
            case "describe":
                answer["keyring"] = await vault.describe()
        return {**answer, "trouble": vault.trouble}

    await serve(handle)


if __name__ == "__main__":
    asyncio.run(main(float(sys.argv[1]) if len(sys.argv) > 1 else 5.0))
