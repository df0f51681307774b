"""Homes and placements: a child lives in one place, out of area is asked for, Philomena stays sealed until missing."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.refusals import NotValid, Refusal
from goldthread.respond.missing.memory import of_child
from goldthread.respond.missing.reporting import report_missing
from goldthread.respond.missing.tests.test_jess_k import REPORT, back, found
from goldthread.respond.placements import queries
from goldthread.respond.placements.models import PhilomenaWords
from goldthread.respond.placements.philomena import lodge_form
from goldthread.respond.placements.placing import end_placement, place_child
from goldthread.respond.placements.register import change_premises, enter_premises
from goldthread.testing import factories as make

SAYS = {"places": "The park by the canal.", "medical": "Asthma: a blue inhaler."}


def at(text: str):
    return clocks.held_at(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/London")))


@pytest.fixture
def unit(db):
    with at("2026-06-01T09:00"):
        return make.reader("missing_unit")


@pytest.fixture
def jess(unit) -> str:
    with at("2026-06-01T09:00"):
        make.officer("mash_desk", "oxlade_desk", borough="Oxlade")
        make.officer("control_room")
        child = make.child(forenames="Jess", surname="Kent", birth_date="2011-05-11", sex="F")
        make.deliver("cad", make.ndjson([make.cad_row("1/01JUN26", linked_persons=[child])]))
    return make.code_of("1/01JUN26")


def home(unit, name: str = "Alderbrook House", **told: object) -> str:
    with at("2026-06-01T10:00"), database.transaction():
        given = {"kind": "childrens_home", "address": "4 Alder Way", "host": "merrowfield", "lodges": "yes", **told}
        return enter_premises(unit, name=name, **given).code


def placed(unit, code: str, home: str, since: str = "2026-06-02", authority: str = "oxlade") -> None:
    with at("2026-06-20T10:00"), database.transaction():
        place_child(unit, code, home=home, authority=authority, status="s31", since=since)


def listed(unit, **asked: str) -> list[tuple[str, str, str | None]]:
    with at("2026-11-10T12:00"), database.transaction():
        rows = queries.placements(unit, queries.wanted_of(asked))["placements"]
    return [(one["child"], one["home_name"], one["until"]) for one in rows]


def held(code: str, when: str = "2026-11-10T12:00", role: str = "control_room") -> dict:
    with at(when), database.transaction():
        from goldthread.core.access.actions import look
        from goldthread.core.people.queries import person_by_code

        reader = make.reader(role)
        person, _ = person_by_code(code)
        return of_child(reader, person, look(reader, people=[person], reason="a report"))["philomena"]


def test_a_child_placed_by_another_authority_stands_in_the_list_of_those_placed_here(unit, jess):
    placed(unit, jess, home(unit))
    assert listed(unit, which="here") == [(jess, "Alderbrook House", None)]
    assert listed(unit, which="elsewhere") == [(jess, "Alderbrook House", None)]  # Oxlade is ours too
    assert listed(unit, which="here", authority="merrowfield") == []


def test_a_child_in_its_own_authoritys_area_is_not_out_of_area(unit, jess):
    placed(unit, jess, home(unit), authority="merrowfield")
    assert listed(unit, which="out") == []
    assert listed(unit) == [(jess, "Alderbrook House", None)]


def test_a_child_who_moves_leaves_the_first_home_on_the_day_of_the_second(unit, jess):
    first, second = home(unit), home(unit, "Larch House")
    placed(unit, jess, first)
    placed(unit, jess, second, since="2026-06-15")
    assert listed(unit) == [(jess, "Larch House", None)]
    assert listed(unit, ended="yes") == [(jess, "Larch House", None), (jess, "Alderbrook House", "2026-06-15")]


def test_a_placement_that_ended_is_listed_only_where_it_is_asked_for(unit, jess):
    placed(unit, jess, home(unit))
    with at("2026-07-01T10:00"), database.transaction():
        end_placement(unit, jess, "2026-06-30")
    assert listed(unit) == []
    assert listed(unit, ended="yes") == [(jess, "Alderbrook House", "2026-06-30")]


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"authority": "atlantis"}, "authority"), ({"status": "lost"}, "status"), ({"since": "2027-01-01"}, "since"),
     ({"since": "soon"}, "since")],
)  # fmt: skip
def test_a_placement_that_cannot_be_is_refused_by_its_field(unit, jess, changes, field):
    told = {"home": home(unit), "authority": "oxlade", "status": "s31", "since": "2026-06-02", **changes}
    with at("2026-06-20T10:00"), pytest.raises(NotValid) as refused, database.transaction():
        place_child(unit, jess, **told)
    assert refused.value.field == field


def lodged(unit, code: str, when: str = "2026-07-01T10:00", **parts: str) -> None:
    with at(when), database.transaction():
        lodge_form(unit, code, given_by="M. Cole, manager", parts=parts)


def test_a_form_that_is_lodged_is_known_to_exist_and_stays_sealed_until_the_child_is_missing(unit, jess):
    placed(unit, jess, home(unit))
    lodged(unit, jess, **SAYS)
    (one,) = held(jess)["parts"]
    assert (one["age"], one["is_open"], one["says"]) == ("held 4 months, not confirmed since", False, [])
    with at("2026-11-10T12:00"), database.transaction():
        case = report_missing(make.reader("control_room"), jess, **REPORT)
    (one,) = held(jess)["parts"]
    assert [line["value"] for line in one["says"]] == list(SAYS.values())
    found(case, "2026-11-10T14:00", "police")
    back(case, "2026-11-10T15:00")
    assert held(jess, "2026-11-10T16:00")["parts"][0]["is_open"] is False


def test_the_seal_is_the_databases_own(unit, jess):
    placed(unit, jess, home(unit))
    lodged(unit, jess, **SAYS)
    with at("2026-11-10T12:00"), database.transaction():
        from goldthread.core.access.actions import look

        look(make.reader("missing_unit"), people=[make.person_id_of(jess)])
        assert PhilomenaWords.objects.count() == 0


def test_a_home_that_did_not_choose_to_lodge_keeps_its_form(unit, jess):
    code = home(unit, lodges="")
    placed(unit, jess, code)
    with pytest.raises(Refusal, match="keeps the form itself"):
        lodged(unit, jess, **SAYS)
    with at("2026-06-21T10:00"), database.transaction():
        change_premises(unit, code, lodges="yes")
    lodged(unit, jess, **SAYS)


def test_a_form_goes_along_to_the_next_placement_and_says_that_the_child_has_moved(unit, jess):
    placed(unit, jess, home(unit))
    lodged(unit, jess, "2026-06-10T10:00", **SAYS)
    placed(unit, jess, home(unit, "Larch House"), since="2026-06-15")
    told = held(jess)
    assert (told["home"]["name"], told["parts"][0]["home"], told["parts"][0]["has_moved"]) == (
        "Larch House", "Alderbrook House", True)  # fmt: skip


def test_a_new_version_stands_and_the_old_one_is_kept_and_a_confirmation_makes_it_young(unit, jess):
    placed(unit, jess, home(unit))
    lodged(unit, jess, **SAYS)
    lodged(unit, jess, "2026-08-01T10:00", places="The station.")
    told = held(jess)
    assert (told["parts"][0]["version"], len(told["versions"])) == (2, 2)
    assert told["parts"][0]["is_old"] is True  # 1 August to 10 November: 101 days
    lodged(unit, jess, "2026-11-01T10:00")
    told = held(jess)["parts"][0]
    assert (told["age"], told["is_old"]) == ("held 3 months, confirmed 9 days ago", False)


def test_the_list_as_a_file_holds_what_the_page_shows(unit, jess):
    placed(unit, jess, home(unit))
    with at("2026-11-10T12:00"), database.transaction():
        text = queries.export(unit, queries.wanted_of({"which": "here"}))
    assert text.splitlines()[1].startswith(f"{jess},J.K.,15,")
    assert date.fromisoformat("2026-06-02").isoformat() in text


def test_the_picture_tells_that_a_form_is_held_and_leads_to_where_the_child_is_placed(unit, jess, client):
    placed(unit, jess, home(unit))
    lodged(unit, jess, **SAYS)
    client.force_login(unit.officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    text = client.get(f"/child/{jess.lower()}").content.decode()
    assert "not confirmed since" in text
    assert "Sealed: it opens when the child is reported missing." in text
    assert f"/child/{jess.lower()}/placements" in text.lower()
    assert SAYS["places"] not in text
