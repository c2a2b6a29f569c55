"""What one desk has read is an event of its library, for its staff alone."""

from __future__ import annotations

from app.contract.events import ALERT_ACKNOWLEDGED
from tests.hub.people import Library, Person
from tests.hub.process import data_of
from tests.hub.refusals import refused


def test_the_desks_of_a_library_are_told_who_read_what(library: Library) -> None:
    answer = library.owner.post(f"{library.path}/acknowledgements", {"alertIds": ["a", "b", "a"]})
    assert answer.status_code == 201
    told = data_of(answer)
    assert told["alertIds"] == ["a", "b"]
    assert told["by"]["id"] == library.owner.sign_in["user"]["id"]
    event = library.events(after=0)[-1]
    assert (event["event"], event["payload"]) == (ALERT_ACKNOWLEDGED, told)


def test_nothing_and_too_much_are_refused_and_no_event(library: Library, student: Person) -> None:
    path, before = f"{library.path}/acknowledgements", library.events(after=0)
    for wrong in ([], [""], ["x" * 201], [f"a{number}" for number in range(501)]):
        refused(library.owner.post(path, {"alertIds": wrong}), 400, "invalid_input")
    refused(student.post(path, {"alertIds": ["a"]}), 403, "forbidden")
    assert library.events(after=0) == before
