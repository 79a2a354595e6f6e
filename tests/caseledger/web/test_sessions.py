"""Signing in and out, and what ends a session."""

from collections.abc import Iterator
from threading import Event
from uuid import UUID

import pytest
from fastapi.testclient import TestClient

from caseledger.console import give
from caseledger.identity import sessions
from caseledger.identity.door import NobodyHasThis, add_person, create_key, issue_link
from caseledger.identity.gate import FRESH
from caseledger.identity.links import TooManyLinks
from caseledger.web.app import create_app
from caseledger.web.house import COOKIE, HOST_COOKIE
from caseledger.wiring import House
from commands.people import DeactivatePerson
from domain.refusals import BadFacts, PersonIsInactive, Taken
from tests.signed import OURS, post, signed_in

EMAIL = "bo@example.com"


@pytest.fixture
def browser(house: House) -> Iterator[TestClient]:
    """In which nobody has signed in."""
    with TestClient(create_app(house), headers=OURS, follow_redirects=False) as client:
        yield client


def who(client: TestClient) -> str | None:
    said = client.get("/v1/me")
    return said.json()["person"]["email"] if said.status_code == 200 else None


def age(house: House, column: str, minutes: float) -> None:
    """Let all sessions be older."""
    with house.pool.connection() as db:
        db.execute(
            "update identity.session set began_at = began_at - make_interval(secs => %s)"
            if column == "began_at"
            else "update identity.session set seen_at = seen_at - make_interval(secs => %s)",
            (minutes * 60,),
        )


def test_a_link_signs_in_once(house: House, browser: TestClient) -> None:
    add_person(house, "Bo Li", EMAIL, "user")
    token = issue_link(house, "BO@example.com")
    said = browser.get("/sign-in", params={"token": token})
    assert (said.status_code, said.headers["Location"]) == (303, "/app/")
    assert who(browser) == EMAIL
    browser.cookies.clear()
    again = browser.get("/sign-in", params={"token": token})
    assert (again.headers["Location"], who(browser)) == ("/app/sign-in?expired=1", None)


@pytest.mark.parametrize("token", ["", "nonsense", "é", "x" * 200])
def test_no_other_link_signs_in(browser: TestClient, token: str) -> None:
    said = browser.get("/sign-in", params={"token": token})
    assert (said.status_code, who(browser)) == (303, None)
    assert COOKIE not in said.cookies


def test_a_link_is_good_for_a_quarter_of_an_hour(house: House, browser: TestClient) -> None:
    add_person(house, "Bo Li", EMAIL, "user")
    tokens = [issue_link(house, EMAIL) for _ in range(2)]
    with house.pool.connection() as db:
        for token, age in zip(tokens, ("14 min 50 s", "15 min 1 s"), strict=True):
            db.execute(
                "update identity.link set issued_at = now() - %s::interval"
                " where digest = sha256(%s)",
                (age, token.encode()),
            )
    for token, expected in zip(tokens, (EMAIL, None), strict=True):
        browser.get("/sign-in", params={"token": token})
        assert who(browser) == expected
        browser.cookies.clear()


def test_only_so_many_links_wait_for_a_person(house: House, browser: TestClient) -> None:
    add_person(house, "Bo Li", EMAIL, "user")
    tokens = [issue_link(house, EMAIL) for _ in range(5)]
    with pytest.raises(TooManyLinks):
        issue_link(house, EMAIL)
    browser.get("/sign-in", params={"token": tokens[0]})
    issue_link(house, EMAIL)  # one was used: nobody is locked out by what they do themselves


def test_the_first_link_makes_the_first_admin(house: House, browser: TestClient) -> None:
    token = issue_link(house)
    form = browser.get("/sign-in", params={"token": token})
    assert (form.status_code, "Your name" in form.text) == (200, True)
    wrong = browser.post("/sign-in", data={"token": token, "name": "Ana", "email": "no"})
    assert (wrong.status_code, "is not an e-mail address" in wrong.text) == (422, True)
    ana = {"token": token, "name": "Ana Ruiz", "email": "ana@example.com"}
    assert browser.post("/sign-in", data=ana).status_code == 303
    assert browser.get("/v1/me").json()["person"]["role"] == "admin"
    [added] = house.ledger.stream(browser_id(browser))
    assert (added.header.actor.kind, added.header.actor.id) == ("system", "console")


def browser_id(browser: TestClient) -> UUID:
    return UUID(browser.get("/v1/me").json()["person"]["id"])


def test_nobody_becomes_the_first_admin_twice(house: House, browser: TestClient) -> None:
    tokens = [issue_link(house) for _ in range(2)]
    for n, token in enumerate(tokens):
        said = {"token": token, "name": f"Admin {n}", "email": f"a{n}@example.com"}
        browser.post("/sign-in", data=said)
    assert who(browser) == "a0@example.com"
    browser.cookies.clear()
    assert browser.get("/sign-in", params={"token": tokens[1]}).status_code == 303
    said = {"token": "nonsense", "name": "Eve", "email": "eve@example.com"}
    assert "expired" in browser.post("/sign-in", data=said).headers["Location"]


def test_script_in_a_name_is_shown_and_not_run(house: House, browser: TestClient) -> None:
    said = {"token": issue_link(house), "name": '"><script>1</script>', "email": "no"}
    form = browser.post("/sign-in", data=said).text
    assert "<script>" not in form
    assert "&lt;script&gt;" in form


def test_without_an_address_the_first_admin_is_meant(house: House, browser: TestClient) -> None:
    add_person(house, "Bo Li", EMAIL, "user")
    add_person(house, "Ana Ruiz", "ana@example.com", "admin")
    add_person(house, "Cy Roe", "cy@example.com", "admin")
    browser.get("/sign-in", params={"token": issue_link(house)})
    assert who(browser) == "ana@example.com"


def test_nobody_unknown_gets_a_link(house: House) -> None:
    add_person(house, "Ana Ruiz", "ana@example.com", "admin")
    with pytest.raises(NobodyHasThis):
        issue_link(house, EMAIL)


def test_a_person_is_added_once_and_rightly(house: House) -> None:
    add_person(house, "Bo Li", EMAIL, "user")
    with pytest.raises(Taken):
        add_person(house, "Bo Two", EMAIL.upper(), "user")
    with pytest.raises(BadFacts, match="is not an e-mail address"):
        add_person(house, "Bo Li", "no", "user")
    with pytest.raises(BadFacts, match="Choose one of"):
        add_person(house, "Bo Li", "x@example.com", "king")


def test_each_sign_in_begins_another_session(house: House, browser: TestClient) -> None:
    """One that was planted in the browser before is worth nothing after."""
    add_person(house, "Bo Li", EMAIL, "user")
    planted = "planted-by-somebody-else"
    browser.cookies.set(COOKIE, planted)
    browser.get("/sign-in", params={"token": issue_link(house, EMAIL)})
    first = browser.cookies.get(COOKIE, domain="testserver.local")
    browser.cookies.clear()
    browser.cookies.set(COOKIE, planted)
    assert who(browser) is None
    browser.cookies.set(COOKIE, str(first))
    browser.get("/sign-in", params={"token": issue_link(house, EMAIL)})
    assert sessions.whose(house.pool, str(first)) is None


@pytest.mark.parametrize(
    ("url", "name", "secure"),
    [("http://testserver", COOKIE, False), ("https://testserver", HOST_COOKIE, True)],
)
def test_the_cookie_is_out_of_reach(house: House, url: str, name: str, secure: bool) -> None:
    add_person(house, "Bo Li", EMAIL, "user")
    app = create_app(house)
    with TestClient(app, url, headers=OURS, follow_redirects=False) as browser:
        said = browser.get("/sign-in", params={"token": issue_link(house, EMAIL)})
        cookie = said.headers["Set-Cookie"]
        assert cookie.startswith(f"{name}=")
        assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))
        assert ("Secure" in cookie.split("; ")) == secure
        assert "Domain" not in cookie
        assert who(browser) == EMAIL


def test_only_a_hash_is_kept(house: House) -> None:
    person = add_person(house, "Bo Li", EMAIL, "user")
    secrets = [sessions.begin(house.pool, person), issue_link(house, EMAIL),
               create_key(house, "A program", ["read"])]  # fmt: skip
    with house.pool.connection() as db:
        for table in ("session", "link", "api_key"):
            kept = str(db.execute(f"select * from identity.{table}").fetchall())
            assert not any(secret in kept for secret in secrets)


def test_a_session_ends_after_half_an_hour_without_use(house: House) -> None:
    with signed_in(house) as client:
        age(house, "seen_at", 29.5)
        assert who(client)
        age(house, "seen_at", 29.5)  # it was used in between
        assert who(client)
        age(house, "seen_at", 30.1)
        assert who(client) is None


def test_a_session_ends_after_twelve_hours_of_use(house: House) -> None:
    with signed_in(house) as client:
        age(house, "began_at", 12 * 60 - 1)
        assert who(client)
        age(house, "began_at", 1.1)
        assert who(client) is None


def test_who_signs_out_is_out(house: House) -> None:
    with signed_in(house) as client:
        cookie = client.cookies[COOKIE]
        assert client.post("/sign-out").status_code == 204
        assert who(client) is None
        assert sessions.whose(house.pool, cookie) is None


def test_who_is_deactivated_is_out_within_a_second(house: House) -> None:
    with signed_in(house, "user", "Bo Li") as client:
        person = client.get("/v1/me").json()["person"]
        give(DeactivatePerson(person_id=person["id"]), house.ledger)  # by another process
        Event().wait(FRESH)
        assert who(client) is None
        with pytest.raises(PersonIsInactive):
            issue_link(house, person["email"])


def test_a_session_stays_ended_when_its_person_is_active_again(house: House) -> None:
    with signed_in(house) as admin, signed_in(house, "user", "Bo Li") as client:
        person = {"person_id": client.get("/v1/me").json()["person"]["id"]}
        assert post(admin, "deactivate-person", person).status_code == 200
        assert post(admin, "reactivate-person", person).status_code == 200
        Event().wait(FRESH)
        assert who(client) is None


def test_another_role_counts_within_a_second(house: House) -> None:
    with signed_in(house) as admin, signed_in(house, "user", "Bo Li") as client:
        person = client.get("/v1/me").json()["person"]["id"]
        assert post(client, "define-case-type", {"name": "A"}).status_code == 403
        post(admin, "change-role", {"person_id": person, "role": "admin"})
        Event().wait(FRESH)
        assert post(client, "define-case-type", {"name": "A"}).status_code == 201
