"""A server that cannot prove who it is, at the sign-in and at a reconnection."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.contract.errors import CertificateRefused
from app.core.status import LinkState
from tests.core.made import until
from tests.core.proxy import Proxy
from tests.faults.certificates import DAY, Authority
from tests.faults.conftest import Book
from tests.faults.witness import Witness
from tests.hub.people import Library
from tests.hub.process import HubProcess


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Authority:
    """The one authority that this computer trusts."""
    made = Authority(tmp_path, "known")
    monkeypatch.setenv("SSL_CERT_FILE", str(made.trust))
    return made


@pytest.fixture(params=["unknown", "expired"])
def bad(request: pytest.FixtureRequest, tmp_path: Path, authority: Authority) -> ssl.SSLContext:
    """A certificate that nobody may trust."""
    if request.param == "unknown":
        return Authority(tmp_path, "unknown").context()
    return authority.context(-DAY)


@pytest.fixture
async def proxy(hub: HubProcess, authority: Authority) -> AsyncIterator[Proxy]:
    made = Proxy(hub.url, authority.context())
    await made.start()
    yield made
    await made.close()


async def test_fault_05_a_bad_certificate_at_the_sign_in(
    tmp_path: Path, proxy: Proxy, bad: ssl.SSLContext, library: Library
) -> None:
    """A server with an unknown or expired certificate is refused, said, and sent nothing."""
    await proxy.refuse()
    proxy.context = bad
    await proxy.start()
    desk = Witness(tmp_path / "desk", proxy.url, library)
    await desk.start()
    with pytest.raises(CertificateRefused, match="does not trust") as refused:
        await desk.sign_in()
    assert "Nothing was sent" in refused.value.message
    assert proxy.requests == []
    await desk.stop()


async def test_fault_05_a_certificate_that_turns_bad(
    proxy: Proxy, authority: Authority, bad: ssl.SSLContext, desk: Witness, book: Book
) -> None:
    """A certificate that is bad at the reconnection ends the attempts there, said in a sentence."""
    asked = len(proxy.requests)
    await proxy.refuse()
    proxy.context = bad
    await proxy.start()
    await until(lambda: "does not trust" in desk.link.reason)
    assert desk.link.state is LinkState.OFFLINE
    made = book()
    tried = desk.told.states.count(LinkState.CONNECTING)
    await until(lambda: desk.told.states.count(LinkState.CONNECTING) >= tried + 2)
    assert proxy.requests[asked:] == [], "nothing was sent to whoever that is"
    await proxy.refuse()
    proxy.context = authority.context()
    await proxy.start()
    await desk.has(made)
    await desk.fine()
