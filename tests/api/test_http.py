"""The JSON interface: every resource, every documented error, and nothing kept."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from api.app import create_app
from api.http.rank import EXAMPLE
from api.middleware import MAX_BODY, SECURITY_HEADERS
from api.services.rank_posted import MAX_PAIRS
from tests.api.asking import Client
from tests.api.small_region import (
    HOSTILE_PERSON,
    PLANS,
    empty_region,
    hostile_region,
    people,
    small_region,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

V1 = "/api/v1"
RESOURCES = (
    "/companies",
    "/gaps",
    "/needs",
    "/needs/cnc-drejer/ranking",
    "/needs/cnc-drejer/ranking?order=days&top=3",
    "/needs/cnc-drejer/ranking?order=fee",
    "/needs/cnc-drejer/people/p-07/package",
    "/needs/cnc-drejer/people/p-07/package?least=fee",
    "/needs/cnc-drejer/people/p-07/calendar",
    "/assignment",
    "/assignment?cap=1&class_cap=3&first=fit",
    "/assignment/people/p-07",
    "/chains?longest=2",
    "/cohort",
    "/cohort?least=2&most=12&days=15&budget=50000",
    "/new-course?outcomes=2",
    "/competences?q=drejer",
    "/competences/cnc-drejning",
    "/modules/m-cnc-drejning-1",
    "/schema/people",
    "/schema/plan",
    "/health",
    "/openapi.json",
)


@pytest.fixture(scope="module")
def client() -> Client:
    return Client(create_app(small_region()))


def read(client: Client, path: str) -> Any:
    answer = client.get(V1 + path)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize("path", RESOURCES)
def test_every_resource_answers_as_json_with_safe_headers(client: Client, path: str) -> None:
    answer = client.get(V1 + path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    for name, value in SECURITY_HEADERS.items():
        assert answer.headers[name] == value


def test_ranking_holds_everybody_and_top_only_limits_what_is_shown(client: Client) -> None:
    whole = read(client, "/needs/cnc-drejer/ranking")
    part = read(client, "/needs/cnc-drejer/ranking?top=4")
    assert {c["person"] for c in whole["candidates"]} == {f"p-{n:02}" for n in range(30)}
    assert (part["total"], part["shown"]) == (30, 4)
    assert part["candidates"] == whole["candidates"][:4]
    assert "26" in part["notice_da"]


def test_orders_hold_the_same_people_and_sort_by_what_they_say(client: Client) -> None:
    lists = {
        order: read(client, f"/needs/cnc-drejer/ranking?order={order}")["candidates"]
        for order in ("fit", "days", "fee")
    }
    assert [c["rank"] for c in lists["fit"]] == sorted(c["rank"] for c in lists["fit"])
    days = [c["package"]["days"] for c in lists["days"]]
    assert days == sorted(days)
    people = [{c["person"] for c in found} for found in lists.values()]
    assert people[0] == people[1] == people[2]


def test_days_order_made_from_the_fit_order_equals_a_ranking_of_its_own(
    client: Client,
) -> None:
    from api.services.rank_candidates import rank_need
    from matcher.packages.upskilling import Order

    own = rank_need(small_region(), "cnc-drejer", Order.DAYS)
    assert read(client, "/needs/cnc-drejer/ranking?order=days") == json.loads(own.model_dump_json())


def test_companies_agree_with_the_rankings(client: Client) -> None:
    for company in read(client, "/companies")["companies"]:
        for need in (n for area in company["areas"] for n in area["needs"]):
            ranking = read(client, f"/needs/{need['need']['id']}/ranking")["candidates"]
            assert need["fit"] == sum(c["fit"] for c in ranking)
            assert need["fit_employed"] == sum(c["fit"] and c["employed_here"] for c in ranking)
            days = sorted(c["package"]["days"] for c in ranking if not c["fit"])
            wanted = max(1, need["need"]["headcount"] - need["fit"])
            assert need["next_days"] == days[:wanted]


def test_package_is_the_one_in_the_ranking(client: Client) -> None:
    ranking = read(client, "/needs/tig/ranking")["candidates"]
    for candidate in ranking[:3]:
        answer = read(client, f"/needs/tig/people/{candidate['person']}/package")
        assert answer["best"]["days"] == candidate["package"]["days"]
        assert answer["comparisons"] == candidate["comparisons"]


def test_search_tells_exact_from_near(client: Client) -> None:
    found = read(client, "/competences?q=CNC-drejer")
    assert [hit["id"] for hit in found["exact"]] == ["cnc-drejning"]
    assert "cnc-drejning" not in [hit["id"] for hit in found["near"]]
    nothing = read(client, "/competences?q=xqzwv")
    assert nothing["exact"] == []


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/needs/findes-ikke/ranking", 404),
        ("/needs/cnc-drejer/people/findes-ikke/package", 404),
        ("/competences/xqzwv", 404),
        ("/modules/xqzwv", 404),
        ("/ukendt", 404),
        ("/rank", 405),
        ("/needs/cnc-drejer/ranking?order=navn", 422),
        ("/needs/cnc-drejer/ranking?top=0", 422),
        ("/needs/cnc-drejer/ranking?top=mange", 422),
        ("/needs/cnc-drejer/people/p-07/package?least=x", 422),
        ("/competences", 422),
        ("/competences?q=", 422),
        ("/schema/andet", 422),
    ],
)
def test_errors_are_told_in_danish_json(client: Client, path: str, status: int) -> None:
    answer = client.get(V1 + path)
    assert answer.status_code == status
    told = answer.json()
    assert set(told) == {"besked", "fejl"}
    assert told["besked"]
    assert bool(told["fejl"]) == (status == 422)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_wrong_choice_names_the_legal_ones(client: Client) -> None:
    (fault,) = client.get(f"{V1}/needs/tig/ranking?order=navn").json()["fejl"]
    assert fault == {
        "file": "forespørgslen",
        "line": 0,
        "field": "order",
        "found": "navn",
        "problem": "kendes ikke",
        "remedy": "Lovlige: fit, days, fee",
    }


def post(client: Client, body: object) -> Any:
    return client.post(f"{V1}/rank", json=body)


def test_posted_plans_and_people_are_ranked_like_files(client: Client) -> None:
    answer = post(client, {"plan": PLANS, "people": people(), "on": "2026-11-22"})
    assert answer.status_code == 200
    rankings = answer.json()["rankings"]
    assert [r["need"]["id"] for r in rankings] == ["cnc-drejer", "truck", "tig"]
    assert rankings[0] == read(client, "/needs/cnc-drejer/ranking")


def test_nothing_posted_is_kept(client: Client) -> None:
    before = read(client, "/health")
    assert post(client, EXAMPLE).status_code == 200
    assert read(client, "/health") == before
    assert client.get(f"{V1}/needs/drejer/ranking").status_code == 404


def test_every_fault_of_both_parts_is_told(client: Client) -> None:
    body = copy.deepcopy(EXAMPLE)
    body["plan"]["cvr"] = "12345678"
    body["people"]["people"][0]["evidence"][0]["level"] = 7
    body["people"]["people"][0]["køn"] = "k"
    answer = post(client, body)
    assert answer.status_code == 422
    faults = {(f["file"], f["field"]) for f in answer.json()["fejl"]}
    assert faults == {
        ("plan", "cvr"),
        ("people", "people[0].evidence[0].level"),
        ("people", "people[0].køn"),
    }


@pytest.mark.parametrize(
    "body", [b"", b"{", b"{'a': 1}", b"\xff\xfe", b'{"a": NaN}', b'{"a":1,"a":2}']
)
def test_a_body_that_is_not_json_is_a_bad_request(client: Client, body: bytes) -> None:
    answer = client.post(f"{V1}/rank", content=body)
    assert answer.status_code == 400
    assert answer.json()["fejl"]


@pytest.mark.parametrize(
    "body", [[], 1, "tekst", {}, EXAMPLE | {"on": "i morgen"}, EXAMPLE | {"mere": 1}]
)
def test_a_body_of_another_shape_is_refused(client: Client, body: object) -> None:
    answer = post(client, body)
    assert answer.status_code == 422
    assert answer.json()["fejl"]


def test_a_plan_without_needs_has_no_answer(client: Client) -> None:
    plan = EXAMPLE["plan"] | {"needs": []}
    assert post(client, EXAMPLE | {"plan": plan}).status_code == 409


def test_more_pairs_than_can_be_answered_are_refused(client: Client) -> None:
    many = [{"id": f"p-{n}"} for n in range(MAX_PAIRS + 1)]
    answer = post(client, EXAMPLE | {"people": many})
    assert answer.status_code == 422
    assert str(MAX_PAIRS) in answer.json()["fejl"][0]["problem"]


def test_large_bodies_are_refused_whether_the_size_is_told_or_not(client: Client) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(MAX_BODY // 100_000 + 1):
            yield b" " * 100_000

    told = client.post(f"{V1}/rank", content=b" " * (MAX_BODY + 1))
    found = client.post(f"{V1}/rank", content=pieces())
    for answer in (told, found):
        assert answer.status_code == 413
        assert answer.json() == {"besked": "Forespørgslen fylder mere end 5 MB.", "fejl": []}
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def test_the_description_is_complete(client: Client) -> None:
    document = read(client, "/openapi.json")
    assert document["openapi"].startswith("3.1")
    assert "HTTPValidationError" not in document["components"]["schemas"]
    for path, _, operation in operations(document):
        assert path.startswith(V1)
        assert operation["summary"]
        assert operation["description"]
        assert all(p["description"] for p in operation.get("parameters", []))
        for status, answer in operation["responses"].items():
            schema = answer["content"]["application/json"]["schema"]
            assert (schema == {"$ref": "#/components/schemas/ErrorView"}) == (status != "200")
    errors = {s for _, _, operation in operations(document) for s in operation["responses"]}
    assert errors == {"200", "400", "404", "409", "413", "422"}


def test_every_reference_in_the_description_leads_somewhere(client: Client) -> None:
    document = read(client, "/openapi.json")
    text = json.dumps(document)
    names = {part.partition('"')[0] for part in text.split('"#/components/schemas/')[1:]}
    assert names <= set(document["components"]["schemas"])
    assert "#/$defs/" not in text


def test_the_posted_example_of_the_description_works(client: Client) -> None:
    body = read(client, "/openapi.json")["paths"][f"{V1}/rank"]["post"]["requestBody"]
    answer = post(client, body["content"]["application/json"]["example"])
    assert answer.status_code == 200
    (candidate,) = answer.json()["rankings"][0]["candidates"]
    assert candidate["comparisons"][0]["status"] == "nearly"


def test_odd_ids_are_reached() -> None:
    client = Client(create_app(hostile_region()))
    path = f"/needs/{quote('b-æ&1', safe='')}/people/{quote(HOSTILE_PERSON, safe='')}/package"
    assert read(client, path)["person"] == HOSTILE_PERSON


@pytest.mark.parametrize("path", ["/companies", "/gaps", "/needs", "/health", "/openapi.json"])
def test_a_region_with_nothing_in_it_answers(path: str) -> None:
    client = Client(create_app(empty_region()))
    assert read(client, path)
