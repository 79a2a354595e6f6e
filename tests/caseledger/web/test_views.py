"""Views over HTTP: kept by keys, read by others once they are shared, and looked through."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from caseledger.wiring import House
from domain.people.roles import Role
from tests.caseledger.web.test_case_lists import LEEDS, give, got, opened
from tests.signed import post, signed_in


def saved(client: TestClient, name: str = "In Leeds", **more: Any) -> str:
    it: str = give(client, "save-view", name=name, **more)["id"]
    return it


def found(client: TestClient, **query: Any) -> list[str]:
    page = got(client, "/v1/cases", **query)
    assert got(client, "/v1/cases/count", **query)["count"] == len(page["cases"])
    return [row["number"] for row in page["cases"]]


def test_a_list_through_a_view_is_the_list_that_its_address_asks_for(
    client: TestClient, house: House
) -> None:
    for court, name in (("Leeds", "B"), ("York", "C"), ("Leeds", "A")):
        opened(client, court_name=court, name=name)
    house.catch_up()
    asked = {
        "court_name": "Leeds",
        "archived": "true,false",
        "name.contains": "a,b",
        "sort": "name",
    }
    asking = got(client, "/v1/views/asking", **asked, q="words")
    assert asking.pop("left_out") == ["q"]
    view = saved(client, **asking, columns=["number", "court_name"], density="compact")
    house.catch_up()
    row = got(client, f"/v1/views/{view}")
    assert dict(row["filters"]) == {name: it for name, it in asked.items() if name != "sort"}
    assert (row["sort"], row["columns"], row["density"], row["doubts"]) == (
        "name", ["number", "court_name"], "compact", [],
    )  # fmt: skip
    through = found(client, view=view)
    assert through == found(client, **asked)
    assert len(through) == 2
    assert found(client, view=view, sort="-name") == through[::-1]
    assert len(found(client, view=view, court_name="York")) == 1  # its filter, and no other
    assert len(found(client, view=view, unfiltered=True)) == 3
    elsewhere = client.get("/v1/case-lists/condition", params={"view": view})
    assert elsewhere.status_code == 422  # refused where it would be passed over in silence
    exported = client.post("/v1/exports", params={"view": view}, json={})
    assert exported.json()["rows"] == 2
    link = client.post(f"/v1/exports/{exported.json()['id']}/link").json()["link"]
    assert client.get(link).text.lstrip("\ufeff").startswith('Case number,Court,"Exported by')


def test_a_view_is_seen_by_others_once_it_is_shared(client: TestClient, house: House) -> None:
    view = saved(client, condition=LEEDS)
    house.catch_up()
    with signed_in(house, Role.USER, "Rae Kim") as rae:
        assert got(rae, "/v1/views")["views"] == []
        for path, query in (("/v1/cases", {"view": view}), (f"/v1/views/{view}", {})):
            said = rae.get(path, params=query)
            assert (said.status_code, said.json()["type"]) == (404, "/problems/view-not-found")
            assert "somebody's own" in said.json()["detail"]
        assert post(rae, "share-view", {"view_id": view}).status_code == 403
        assert post(rae, "revise-view", {"view_id": view, "name": "X"}).status_code == 404
        give(client, "share-view", view_id=view)
        house.catch_up()
        (row,) = got(rae, "/v1/views")["views"]
        assert (row["name"], row["shared"], row["owner"]) == ("In Leeds", True, None)
        assert found(rae, view=view) == []
        assert post(rae, "revise-view", {"view_id": view, "name": "X"}).status_code == 409
        assert post(rae, "revise-shared-view", {"view_id": view, "name": "X"}).status_code == 403
        give(rae, "choose-default-view", view_id=view)
        give(client, "archive-shared-view", view_id=view)
        house.catch_up()
        page = got(rae, "/v1/views")
        assert (page["views"], page["default"]) == ([], None)
        assert [row["id"] for row in got(rae, "/v1/views", archived=True)["views"]] == [view]


def test_a_renamed_and_a_retired_field_leave_a_view_as_it_was_and_it_says_so(
    client: TestClient, house: House
) -> None:
    kind = give(client, "define-case-type", name="Injury")["id"]
    offers = ["Open", "Taken"]
    field = give(client, "define-field", label="Offer", kind="select", options=offers)["id"]
    give(client, "bind-field", type_id=kind, field_id=field)
    opened(client, x_offer="Taken")
    house.catch_up()
    asking = got(client, "/v1/views/asking", x_offer="Taken")
    view = saved(client, condition=asking["condition"], columns=["x_offer"])
    give(client, "revise-field", field_id=field, label="Latest offer")
    house.catch_up()
    assert got(client, f"/v1/views/{view}")["doubts"] == []
    before = found(client, view=view)
    give(client, "retire-field", field_id=field)
    house.catch_up()
    page = got(client, "/v1/cases", view=view)
    assert [row["number"] for row in page["cases"]] == before
    assert len(before) == 1
    assert page["doubts"] == got(client, f"/v1/views/{view}")["doubts"]
    assert "Latest offer is retired" in page["doubts"][0]


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ({"condition": {**LEEDS, "fact": "x_none"}}, "x_none"),
        ({"columns": ["nonsense"]}, "nonsense"),
        ({"sort": "opted_out"}, "opted_out"),
        ({"cases": "some"}, "live"),
        ({"name": " "}, "blank"),
    ],
)
def test_what_a_view_cannot_keep_is_refused_in_the_fields_words(
    client: TestClient, said: dict[str, Any], word: str
) -> None:
    refused = post(client, "save-view", {"name": "In Leeds", **said})
    assert refused.status_code == 422
    assert word in refused.text


def test_what_happened_to_views_stands_in_the_log_in_words(
    client: TestClient, house: House
) -> None:
    view = saved(client, condition=LEEDS, columns=["number", "court_name"])
    give(client, "share-view", view_id=view)
    give(client, "choose-firms-default-view", view_id=view)
    give(client, "arrange-cases", columns=["number"])
    house.catch_up()
    page = got(client, "/v1/views")
    assert (page["default"], page["firms_default"], page["columns"]) == (None, view, ["number"])
    entries = got(client, "/v1/activity", limit=4)["entries"]
    assert [each["says"] for each in entries] == [
        "arranged the columns of their list of cases",
        "chose a view to begin with, for the firm",
        "shared a view with the firm",
        "saved the view In Leeds",
    ]
    labels = {(c["label"], c["after_label"]) for each in entries for c in each["changes"]}
    assert {("View", "In Leeds"), ("Columns", "Case number, Court")} <= labels
