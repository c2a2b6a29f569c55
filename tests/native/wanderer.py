"""Runs in a network of its own, brings it up, and prints each sign that the kernel gives.

`unshare --net python -m tests.native.wanderer` prints "ready", then "network".
"""

from __future__ import annotations

import asyncio
import fcntl
import socket
import struct

from app.core.ports import Sign
from app.native.wake_linux import Addresses

LIMIT_S = 10.0
_SIOCSIFFLAGS, _IFF_UP = 0x8914, 1


async def main() -> None:
    """Listen, bring the loopback up, and wait for what the kernel says."""
    signs: asyncio.Queue[Sign] = asyncio.Queue()
    addresses = Addresses()
    await addresses.open(signs.put_nowait)
    print("ready", signs.qsize(), flush=True)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        fcntl.ioctl(control, _SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", _IFF_UP))
    async with asyncio.timeout(LIMIT_S):
        print(await signs.get(), flush=True)
    await addresses.close()


if __name__ == "__main__":
    asyncio.run(main())
