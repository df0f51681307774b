"""Outcomes by API as on the page: a file handed in, found again a page at a time, a row put right or returned."""

from uuid import UUID

import pytest

from goldthread.api.tests.calls import answer, call, token_of
from goldthread.core import db as database
from goldthread.respond.sharing import settling
from goldthread.respond.sharing.models import Share
from goldthread.respond.sharing.reading import read_file
from goldthread.testing import factories as make
from goldthread.testing.doors.working import work_off

HAND_IN, FILES, NOTHING = "/outcomes/hand-in", "/outcomes", "00000000-0000-4000-8000-000000000000"
CSV = {"Content-Type": "text/csv"}


@pytest.fixture
def desk(db) -> str:
    return token_of("mash_desk")


@pytest.fixture
def share(desk) -> str:
    return make.shared(make.reader("mash_desk"), make.load_child("1/01OCT26"))


def lines(*codes: str, reference: str) -> str:
    return "our_reference,code\n" + "".join(f"{reference},{code}\n" for code in codes)


def handed_in(desk: str, share: str, *codes: str) -> str:
    told = {"text": lines(*codes, reference=share), "name": "october.csv"}
    file: str = answer(call(desk, "POST", HAND_IN, told))["id"]
    read_file(UUID(file))
    return file


def test_a_file_handed_in_as_it_is_or_as_text_says_how_each_row_ended(desk, share):
    taken = call(
        desk, "POST", HAND_IN, lines("nonsense", "RC8", reference=share).encode(), headers=CSV, name="back.csv"
    )
    assert taken.status_code == 202
    waiting = answer(taken)
    assert (waiting["state"], waiting["rows_sent"], waiting["rows_done"]) == ("waiting", 2, 0)
    assert "read_outcomes" in work_off()
    followed = answer(call(desk, "GET", f"{FILES}/{waiting['id']}/progress"))
    assert followed == {**waiting, "state": "read", "rows_done": 2}
    file = answer(call(desk, "GET", f"{FILES}/{waiting['id']}"))
    assert (file["name"], file["state"], file["rows_total"]) == ("back.csv", "read", 2)
    assert [(row["number"], row["result"], row["field"]) for row in file["rows"]] == [
        (1, "set aside", "code"),
        (2, "accepted", ""),
    ]
    again = answer(call(desk, "GET", f"{FILES}/{handed_in(desk, share, 'RC8')}"))
    assert [row["result"] for row in again["rows"]] == ["unchanged"]
    with database.as_service():
        assert Share.objects.get(reference=share).outcome == "RC8"


def test_the_files_and_the_rows_of_one_come_a_page_at_a_time_what_is_set_aside_first(desk, share):
    first = handed_in(desk, share, "RC8", "nonsense", "RC8")
    handed_in(desk, share, "RC8")
    found = answer(call(desk, "GET", FILES))
    assert (found["files"][0]["id"], found["total"]) == (first, 2)
    pages = [answer(call(desk, "GET", f"{FILES}/{first}", page=page)) for page in (1, 2)]
    assert [[row["number"] for row in page["rows"]] for page in pages] == [[2, 1, 3], []]
    assert {page["rows_total"] for page in pages} == {3}
    only = answer(call(desk, "GET", f"{FILES}/{first}", result="unchanged"))
    assert ([row["number"] for row in only["rows"]], only["rows_total"]) == ([3], 1)


def test_a_long_file_is_read_page_by_page(desk, share):
    file = UUID(handed_in(desk, share, "RC8", "RC8", "nonsense"))
    with database.transaction():
        by = make.reader("mash_desk")
        pages = [settling.outcome_file(by, file, page=page, size=2) for page in (1, 2, 3)]
        files = [settling.outcome_files(by, page=page, size=1) for page in (1, 2)]
    assert [[row["number"] for row in page["rows"]] for page in pages] == [[3, 1], [2], []]
    assert [len(page["files"]) for page in files] == [1, 0]


def test_a_row_is_put_right_and_every_attempt_is_told(desk, share):
    row = f"{FILES}/{handed_in(desk, share, 'nonsense')}/rows/1"
    assert answer(call(desk, "GET", row))["told"]["code"] == "nonsense"
    still = answer(call(desk, "POST", f"{row}/again", {"code": "RC9999", "attempt": 1}))
    assert (still["result"], still["is_open"], still["attempt"]) == ("set aside", True, 2)
    done = answer(call(desk, "POST", f"{row}/again", {"code": "RC8"}))
    assert [one["result"] for one in done["attempts"]] == ["set aside", "set aside", "accepted"]
    assert [(one["told"] or {}).get("code") for one in done["attempts"]] == ["nonsense", "RC9999", None]


def test_a_row_settled_since_it_was_seen_is_a_clash(desk, share):
    row = f"{FILES}/{handed_in(desk, share, 'nonsense')}/rows/1"
    returned = answer(call(desk, "POST", f"{row}/return", {"why": "Asked for the code.", "attempt": 1}))
    assert (returned["result"], returned["is_open"]) == ("returned", False)
    assert call(desk, "POST", f"{row}/again", {"code": "RC8"}).status_code == 409


def test_the_rows_set_aside_go_to_their_sender_as_a_disclosure(desk, share):
    file = handed_in(desk, share, "nonsense", "RC8")
    told = answer(call(desk, "GET", f"{FILES}/{file}/set-aside"))["csv"]
    assert told.splitlines()[0].removeprefix("\ufeff").startswith("row,our_reference,stage,code")
    assert [line.split(",")[0] for line in told.splitlines()[1:]] == ["1"]
    with database.as_service():
        rows = database.fetch("SELECT operation FROM access_logentry WHERE door = 'api:list_outcomes_aside'")
    assert [row["operation"] for row in rows] == ["disclosure"]


@pytest.mark.parametrize(
    ("body", "field"),
    [({}, "text"), ({"text": "code\nRC8\n"}, "file"), (b"\xff\xfe", "file"), (b"our_reference,code\n\0", "file")],
)
def test_a_file_that_cannot_be_read_is_refused_by_its_field(desk, body, field):
    refused = call(desk, "POST", HAND_IN, body, headers=CSV if isinstance(body, bytes) else None)
    assert (refused.status_code, answer(refused)["field"]) == (422, field)


def test_a_wrong_body_names_its_field_and_nothing_is_settled(desk, share):
    file = handed_in(desk, share, "nonsense")
    for step, body, field in (
        ("return", {}, "why"),
        ("return", {"why": " "}, "why"),
        ("again", {"attempt": "first"}, "attempt"),
    ):
        refused = call(desk, "POST", f"{FILES}/{file}/rows/1/{step}", body)
        assert (refused.status_code, answer(refused)["field"]) == (422, field)
    refused = call(desk, "GET", f"{FILES}/{file}", result="lost")
    assert (refused.status_code, answer(refused)["field"]) == (422, "result")
    assert answer(call(desk, "GET", f"{FILES}/{file}/rows/1"))["attempt"] == 1


@pytest.mark.parametrize(
    "path", [f"/{NOTHING}", f"/{NOTHING}/progress", "/october", f"/{NOTHING}/rows/1", f"/{NOTHING}/set-aside"]
)
def test_what_is_not_there_is_not_found(desk, path):
    assert call(desk, "GET", FILES + path).status_code == 404


@pytest.mark.parametrize("role", ["partner", "responding_officer", "analyst"])
def test_nobody_but_the_desk_hands_in_reads_or_settles_outcomes(desk, share, role):
    row, key = f"{FILES}/{handed_in(desk, share, 'nonsense')}", token_of(role)
    asked = (
        ("POST", HAND_IN, {"text": lines("RC8", reference=share)}),
        ("GET", FILES, None),
        ("GET", row, None),
        ("GET", f"{row}/progress", None),
        ("GET", f"{row}/set-aside", None),
        ("GET", f"{row}/rows/1", None),
        ("POST", f"{row}/rows/1/again", {"code": "RC8"}),
        ("POST", f"{row}/rows/1/return", {"why": "Asked."}),
    )
    refused = [call(key, *one) for one in asked]
    assert {(one.status_code, answer(one)["refused"]) for one in refused} == {(403, "not_in_role")}
    assert answer(call(desk, "GET", f"{row}/rows/1"))["attempt"] == 1
