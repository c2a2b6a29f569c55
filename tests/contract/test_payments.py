"""The word for what was paid."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.contract.payments import status_of

amounts = st.integers(0, 10**12)


@given(amounts, amounts)
def test_a_word_fits_its_amount(paid: int, total: int) -> None:
    expected = "unpaid" if paid == 0 else "paid" if paid >= total else "partial"
    assert status_of(paid, total) == expected


@given(amounts, amounts, amounts)
def test_more_money_is_never_a_lesser_word(paid: int, more: int, total: int) -> None:
    order = ["unpaid", "partial", "paid"]
    assert order.index(status_of(paid, total)) <= order.index(status_of(paid + more, total))
