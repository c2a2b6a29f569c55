"""By which rules alerts ring: which one has the last word, and what cannot be."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.catalogue import ours
from app.core.changes import AlertKind
from app.core.manners import DESK, Manner, Manners, loudest
from app.core.ports import Sound
from app.core.quiet_hours import QuietHours
from app.core.rules import MOST_RULES, AlertRules, Rule, wrong_with

CREATED, CANCELLED = AlertKind.CREATED.value, AlertKind.CANCELLED.value


def manner(kind: str, library_id: str = "", *rules: Rule) -> Manner:
    return Manners(AlertRules(rules=rules), ours()).of(kind, library_id)


def test_without_rules_the_event_catalogue_decides() -> None:
    assert manner(CREATED) == Manner(sound="booking")
    assert manner(CANCELLED).sound == "cancellation"
    assert manner("booking:checkin").sound == "notice"
    # What nobody has described is shown, softly.
    assert manner("never:heard") == Manner(sound="")
    # A summary and what the desk says of itself stand for anything.
    assert manner(AlertKind.SUMMARY).sound == manner(DESK).sound == "notice"


def test_the_most_special_rule_has_the_last_word_field_by_field() -> None:
    rules = (
        Rule(kind=CREATED, library_id="lib-1", volume=10),
        Rule(kind=CREATED, volume=40, sound="system"),
        Rule(library_id="lib-1", volume=60, speak=True),
        Rule(volume=80, repeat_s=30, sound="notice"),
    )
    assert manner(CREATED, "lib-1", *rules) == Manner(
        volume=10, sound="system", speak=True, repeat_s=30
    )
    assert manner(CREATED, "lib-2", *rules) == Manner(volume=40, sound="system", repeat_s=30)
    assert manner(CANCELLED, "lib-1", *rules).volume == 60
    assert manner(CANCELLED, "lib-2", *rules).volume == 80


def test_a_kind_of_which_nothing_is_left_is_silent() -> None:
    assert manner(CREATED, "", Rule(notify=False, sound="")).is_silent
    for rule in (Rule(notify=False), Rule(sound=""), Rule(notify=False, sound="", speak=True)):
        assert not manner(CREATED, "", rule).is_silent


def test_a_rule_takes_the_place_of_the_one_for_the_same_alerts_and_an_empty_one_goes() -> None:
    rules = AlertRules().with_rule(Rule(kind=CREATED, volume=40))
    rules = rules.with_rule(Rule(kind=CREATED, library_id="lib-1", volume=20))
    rules = rules.with_rule(Rule(kind=CREATED, volume=50))
    assert rules.rule(CREATED).volume == 50
    assert rules.rule(CREATED, "lib-1").volume == 20
    assert rules.rule(CANCELLED) == Rule(kind=CANCELLED)
    assert [each.key for each in rules.with_rule(Rule(kind=CREATED)).rules] == [(CREATED, "lib-1")]


@pytest.mark.parametrize(
    ("rules", "why"),
    [
        (AlertRules(rules=(Rule(volume=101),)), "volume"),
        (AlertRules(rules=(Rule(volume=-1),)), "volume"),
        (AlertRules(rules=(Rule(repeat_s=2),)), "5 to 3600 seconds"),
        (AlertRules(rules=(Rule(repeat_s=-7),)), "seconds"),
        (AlertRules(rules=(Rule(repeat_min=0),)), "minutes"),
        (AlertRules(rules=(Rule(kind=CREATED), Rule(kind=CREATED))), "two rules"),
        (AlertRules(rules=tuple(Rule(kind=str(n)) for n in range(MOST_RULES + 1))), "500 rules"),
        (AlertRules(hours=(QuietHours(begins=1440),)), "23:59"),
        (AlertRules(hours=(QuietHours(days=frozenset({7})),)), "days"),
        (AlertRules(hours=(QuietHours(days=frozenset()),)), "at least one day"),
        (AlertRules(rules=(Rule(repeat_s=0, repeat_min=240, volume=0),)), ""),
    ],
)
def test_what_cannot_be_is_said(rules: AlertRules, why: str) -> None:
    told = wrong_with(rules)
    assert why in told
    assert bool(told) is bool(why)


def test_of_several_a_booking_is_heard_before_all_else_then_what_is_louder() -> None:
    own, loud = Manner(sound="/own.wav", volume=20), Manner(sound="notice", volume=90)
    soft, booking = Manner(sound="notice", volume=30), Manner(sound=Sound.BOOKING.value, volume=20)
    assert loudest([soft, loud]) == loud
    assert loudest([loud, booking]) == booking
    # A sound that somebody has chosen says more than one of ours.
    assert loudest([booking, own]) == own
    assert loudest([Manner(sound=""), Manner(volume=0)]) is None


RULES = st.builds(
    Rule,
    kind=st.sampled_from(["", CREATED, CANCELLED, "points:added"]),
    library_id=st.sampled_from(["", "lib-1", "lib-2"]),
    notify=st.none() | st.booleans(),
    sound=st.none() | st.sampled_from(["", "notice", "system", "/a.wav"]),
    volume=st.none() | st.integers(0, 100),
    repeat_s=st.none() | st.sampled_from([0, 5, 60]),
    breaks_quiet=st.none() | st.booleans(),
)


@given(st.lists(RULES, max_size=12, unique_by=lambda each: each.key))
def test_what_the_most_special_rule_says_holds_whatever_the_others_say(rules: list[Rule]) -> None:
    made = AlertRules(rules=tuple(rules))
    special = made.rule(CREATED, "lib-1")
    decided = Manners(made, ours()).of(CREATED, "lib-1")
    for name in Manner.__struct_fields__:
        said = getattr(special, name)
        assert said is None or getattr(decided, name) == said
    # And their order says nothing.
    turned = AlertRules(rules=tuple(reversed(rules)))
    assert Manners(turned, ours()).of(CREATED, "lib-1") == decided
    assert msgspec.json.decode(msgspec.json.encode(made), type=AlertRules) == made
