"""The hub answers in the language that is asked for, also where the words come from its threads."""

from __future__ import annotations

import httpx
import pytest

from app.hub.language import preferred, texts
from tests.hub.people import Library, Person
from tests.hub.process import HubProcess, bearer


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("hi", "hi"),
        ("hi-IN,hi;q=0.9,en;q=0.8", "hi"),
        ("fr, hi;q=0.5, en;q=0.4", "hi"),
        ("en-GB, hi;q=0.9", "en"),
        ("fr", "en"),
        ("hi;q=0", "en"),
        ("hi;q=loud", "en"),
        ("../../etc/passwd, *, ;;;q=, hi", "hi"),
    ],
)
def test_the_language_that_is_liked_best_and_known_is_spoken(header: str, language: str) -> None:
    assert preferred(header) == language


def test_a_refusal_is_in_the_language_of_its_request(
    hub: HubProcess, library: Library, student: Person
) -> None:
    booking = library.book(student)
    told = {}
    for language in ("hi", "en"):
        answer = httpx.put(
            f"{hub.url}/api/bookings/{booking['id']}",
            json={"version": 1, "status": "completed"},
            headers={**bearer(library.owner.sign_in), "Accept-Language": language},
        )
        assert answer.status_code == 409
        told[language] = answer.json()["error"]["message"]
    english = "This booking is confirmed, so it cannot be checked out."
    assert told["en"] == english
    assert told["hi"] != english
    assert any("\u0900" <= letter <= "\u097f" for letter in told["hi"])


@pytest.mark.parametrize("language", ["fr", "en", "", "../hi", "hi.json"])
def test_only_what_is_a_language_with_translations_leads_to_a_file(language: str) -> None:
    assert texts(language) == {}


def test_a_translation_is_found_by_its_context() -> None:
    assert str(texts("hi")["lifecycle"]["This booking is confirmed already."]).endswith("।")
