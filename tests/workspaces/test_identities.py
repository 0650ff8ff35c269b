"""Who a workspace is on paper, through the API."""

from __future__ import annotations

import pytest

from tests.workspaces.conftest import IDENTITIES, House, problem
from utils.ids import new_id

pytestmark = pytest.mark.django_db

IBAN = {"kind": "iban", "value": "de89 3704 0044 0532 0130 00"}


def test_one_is_added_in_its_one_spelling_and_listed(house: House) -> None:
    answer = house.ada.post(IDENTITIES, IBAN)

    assert (answer.status_code, answer.json()["value"]) == (201, "DE89370400440532013000")
    assert house.bob.get(IDENTITIES).json()["results"] == [answer.json()]
    assert [event.data for event in house.events("identity_added")] == [{"kind": "iban"}]


def test_the_same_one_is_added_once(house: House) -> None:
    house.alice.post(IDENTITIES, IBAN)
    assert problem(house.alice.post(IDENTITIES, {**IBAN, "value": "DE89370400440532013000"})) == (409, "identity_known")


@pytest.mark.parametrize(
    "wish",
    [{"kind": "iban", "value": "DE00370400440532013000"}, {"kind": "tax_id", "value": "x"}, {"kind": "name", "value": " "}],
)
def test_what_is_no_such_number_is_refused(house: House, wish: dict[str, str]) -> None:
    assert house.alice.post(IDENTITIES, wish).status_code == 400
    assert house.alice.get(IDENTITIES).json()["results"] == []


def test_one_is_taken_away(house: House) -> None:
    made = house.alice.post(IDENTITIES, IBAN).json()

    assert house.ada.delete(f"{IDENTITIES}{made['id']}/").status_code == 204
    assert house.alice.get(IDENTITIES).json()["results"] == []
    assert len(house.events("identity_removed")) == 1


def test_a_member_changes_none_and_an_uploader_sees_none(house: House) -> None:
    made = house.alice.post(IDENTITIES, IBAN).json()

    assert house.bob.post(IDENTITIES, {"kind": "name", "value": "Bob"}).status_code == 403
    assert house.bob.delete(f"{IDENTITIES}{made['id']}/").status_code == 403
    assert house.una.get(IDENTITIES).status_code == 403


def test_one_of_another_workspace_is_answered_like_none(house: House) -> None:
    foreign = house.charlie.post(IDENTITIES, IBAN).json()["id"]
    answers = [house.alice.delete(f"{IDENTITIES}{one}/") for one in (foreign, new_id())]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert {**answers[0].json(), "request_id": ""} == {**answers[1].json(), "request_id": ""}
    assert len(house.charlie.get(IDENTITIES).json()["results"]) == 1
