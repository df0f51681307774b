"""Children's services are told of a missing child and answer; a provider is asked for the interview and sends it."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from goldthread.config.paths import PROJECT
from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.alerts.models import Alert
from goldthread.core.alerts.tests.fakes import relay
from goldthread.core.cases.actions import move_case
from goldthread.core.cases.indicators import area_figures
from goldthread.core.cases.models import Case
from goldthread.core.clocks.actions import sweep
from goldthread.core.journal.queries import verify
from goldthread.core.organisation.models import Borough
from goldthread.core.people.queries import person_by_code
from goldthread.core.refusals import Clash, NotValid, Refusal
from goldthread.link.picture.searching import search
from goldthread.respond.missing.interviews import COLUMNS, LISTS, read_row, told_by
from goldthread.respond.missing.tests.playing import back, found, london, report, step, told_of
from goldthread.respond.sharing import answering, chasing, queries
from goldthread.respond.sharing.models import OutcomeRow, Sending, Share, SharedWords
from goldthread.respond.sharing.sending import send_mails, write_files
from goldthread.testing import factories as make

LEFT, BACK = "2026-10-20T21:00", "2026-10-21T02:00"
CHILD_SAID = "I was at Karim's. I did not want to be at the home."
ROW = {"outcome": "done", "interviewed_at": "2026-10-22 15:00", "interviewer_org": "Listening Ear",
       "independent": "yes", "trained": "yes", "words": CHILD_SAID,
       "people": "Karim Mansour, about 29; a man in a grey car",
       "places": "the flat over the chicken shop", "push_factors": "placement", "pull_factors": "adult; money",
       "harm": "not_asked", "consent_to_share": "yes"}  # fmt: skip


@pytest.fixture
def child(db) -> str:
    with clocks.held_at(london("2026-10-19T12:00")):
        told = make.child(forenames="Jess", surname="Kent", birth_date="2011-05-11", sex="F")
        make.deliver("cad", make.ndjson([make.cad_row("1/01OCT26", linked_persons=[told])]))
        for role in ("control_room", "missing_unit", "partner", "mash_desk"):
            make.officer(role)
        with database.as_service():
            for code in ("merrowfield", "alderbrook", "stanehithe"):
                Borough.objects.get_or_create(code=code, defaults={"name": code.capitalize()})
    return make.code_of("1/01OCT26")


@pytest.fixture
def case(child) -> Case:
    made = report(child, LEFT, last_seen_place="The home in Mulberry Road")
    return step(made, "grade", "2026-10-20T21:10", grade="high", why="A man of 29 was named.")


@pytest.fixture
def returned(case) -> Case:
    found(case, "2026-10-21T01:00", "police")
    back(case, BACK)
    return case


def notify(case: Case, at: str = "2026-10-20T21:30", **told) -> Case:
    asked = {"responsible": "stanehithe", "host": "alderbrook", "care_asked": "information", **told}
    return step(case, "notify_care", at, **asked)


def shares(case: Case, kind: str) -> list[Share]:
    with database.as_service():
        return list(Share.objects.filter(case_reference=case.reference, kind=kind).order_by("authority"))


def body(share: Share) -> dict:
    with database.as_service():
        return SharedWords.objects.get(share=share).body


def now(case: Case) -> Case:
    with database.as_service():
        return Case.objects.get(pk=case.pk)


def asked(case: Case, provider: str = "listening-ear", at: str = "2026-10-21T09:00") -> Share:
    step(case, "request_return_interview", at, "missing_unit", provider=provider)
    return next(one for one in shares(case, "interview") if one.authority == provider)


def hand_in(share: Share, at: str = "2026-10-23T10:00", by: str = "missing_unit", **changes) -> OutcomeRow:
    """One row of a provider's file, handed in by the unit and read."""
    row = {**ROW, "our_reference": share.reference, **changes}
    text = ",".join(COLUMNS) + "\n" + ",".join('"' + row.get(name, "").replace('"', '""') + '"' for name in COLUMNS)
    with clocks.held_at(london(at)):
        file = make.outcomes(make.reader(by), text.encode(), "interviews.csv")
    with database.as_service():
        return OutcomeRow.objects.get(file=file)


def test_each_authority_is_told_once_with_what_it_is_to_the_child_and_the_clock_is_met_by_the_sending(case):
    notify(case)
    told = shares(case, "missing")
    assert [(one.authority, one.route) for one in told] == [("alderbrook", "file"), ("stanehithe", "mail")]
    assert body(told[0])["told_as"] == ["where the child is placed"]
    assert body(told[1])["told_as"] == ["responsible for the child"]
    assert told_of(case, "MIS-C11.high") == [(london("2026-10-20T22:00"), "met")]
    with database.as_service():
        assert Sending.objects.filter(share__in=told, sent_at=None).count() == 2


def test_one_that_is_both_is_told_once_as_both(case):
    notify(case, host="stanehithe")
    [told] = shares(case, "missing")
    assert body(told)["told_as"] == ["responsible for the child", "where the child is placed"]


def test_what_is_sent_is_the_reference_the_grade_where_last_seen_the_worry_and_what_is_asked(case):
    notify(case)
    sent = body(shares(case, "missing")[0])
    for fact in (case.reference, "High", "The home in Mulberry Road", "does not answer"):
        assert fact in sent["summary"]
    assert "29" not in sent["summary"]  # why it was graded so stays here
    assert "where the child may be" in sent["why"]
    assert sent["child"]["surname"] == "Kent"


def test_the_return_is_told_to_all_three_and_each_stays_known_as_what_it_is(case):
    notify(case)
    found(case, "2026-10-21T01:00", "police")
    after = step(case, "notify_return", "2026-10-21T01:30", responsible="stanehithe", host="alderbrook",
                 found_in="merrowfield")  # fmt: skip
    assert [one.authority for one in shares(case, "returned")] == ["alderbrook", "merrowfield", "stanehithe"]
    assert [after.facts[name] for name in ("responsible", "host", "found_in")] == [
        "stanehithe", "alderbrook", "merrowfield"]  # fmt: skip
    assert told_of(case, "MIS-C14.high") == [(london("2026-10-21T02:00"), "met")]


def test_telling_by_telephone_is_kept_as_a_share_that_was_told(case):
    step(case, "tell_care", "2026-10-20T21:40", care_told_on=london("2026-10-20T21:35").isoformat(), care_told_by="edt",
         responsible="stanehithe", host="alderbrook", told_whom="Ms Osei. She rings the home.")  # fmt: skip
    told = shares(case, "missing")
    assert {(one.route, one.acknowledged_at) for one in told} == {("phone", london("2026-10-20T21:35"))}
    assert body(told[0])["summary"] == "You were told by word of mouth on 20 October 2026 at 21:35."
    assert "Osei" not in str(body(told[0]))  # what the officer noted of the call is the force's own
    with database.as_service():
        assert not Sending.objects.filter(share__in=told).exists()


def test_an_authority_that_answers_by_its_own_system_answers_the_case_and_the_clock_ends_with_the_last(case):
    notify(case, responsible="merrowfield")
    partner = make.reader("partner")
    [mine] = [one for one in shares(case, "missing") if one.authority == "merrowfield"]
    with clocks.held_at(london("2026-10-20T22:00")), database.transaction():
        answering.acknowledge_share(partner, mine.reference)
        answering.answer_share(partner, mine.reference, code="s47", why="A strategy discussion is held tonight.")
    assert now(case).facts["care_outcome"] == "s47"
    assert told_of(case, "missing.outcome_chase")[0][1] == "running"
    step(case, "care_outcome", "2026-10-21T09:00", "missing_unit", answered_by="alderbrook", care_outcome="nfa",
         care_outcome_on="2026-10-21")  # fmt: skip
    assert told_of(case, "missing.outcome_chase")[0][1] == "met"
    assert [one.outcome for one in shares(case, "missing")] == ["nfa", "s47"]


def test_not_known_yet_is_no_answer_and_another_may_follow_it(case):
    notify(case, responsible="merrowfield", host="merrowfield")
    [mine] = shares(case, "missing")
    for at, code in (("2026-10-20T22:00", "unknown"), ("2026-10-21T12:00", "assessment")):
        with clocks.held_at(london(at)), database.transaction():
            answering.answer_share(make.reader("partner"), mine.reference, code=code)
        [mine] = shares(case, "missing")
        assert bool(mine.answered_at) == (code == "assessment")
    assert told_of(case, "missing.outcome_chase")[0][1] == "met"


def test_an_authority_is_offered_its_own_codes_and_a_concerns_code_is_refused(case):
    notify(case, responsible="merrowfield", host="merrowfield")
    [mine] = shares(case, "missing")
    with pytest.raises(NotValid) as refused, database.transaction():
        answering.answer_share(make.reader("partner"), mine.reference, code="referral_nfa")
    assert "strategy_discussion" in str(refused.value)


def test_the_unit_chases_what_is_late_of_missing_children_and_reads_nothing_of_concerns(case):
    make.shared(make.reader("mash_desk"), make.load_child("9/01OCT26"))
    notify(case)
    unit = make.reader("missing_unit")
    with clocks.held_at(london("2026-10-30T09:00")):
        with database.transaction():
            board = chasing.desk_board(unit)
        assert {row["case_reference"] for one in board["authorities"] for row in one["rows"]} == {case.reference}
        with database.transaction():
            assert chasing.chase_authority(unit, "stanehithe") == 1
    with database.as_service():
        assert Sending.objects.filter(what="chase", authority="stanehithe").count() == 1


def test_a_provider_is_asked_by_mail_with_the_time_by_which_it_is_due(returned):
    share = asked(returned)
    assert (share.authority, share.route) == ("listening-ear", "mail")
    sent = body(share)
    assert "23 October 2026 at 02:00: 48 hours" in sent["why"]  # this force asks for it sooner than the 72 of law
    assert "In the street" not in sent["summary"]


def test_the_request_by_mail_ends_with_the_first_line_of_the_file_that_answers_it(returned, monkeypatch):
    share = asked(returned)
    with relay() as held:
        monkeypatch.setenv("GOLDTHREAD_SECURE_MAIL", f"smtp://127.0.0.1:{held.port}?from=unit@force.example.org")
        monkeypatch.setenv("GOLDTHREAD_OUTBOUND", "127.0.0.1")
        with clocks.held_at(london("2026-10-21T09:01")):
            assert send_mails()["sent"] == 1
    [letter] = held.letters
    assert "To: returns@listening-ear.example.org" in letter
    assert f"Answer with the reference {share.reference}." in letter
    assert tuple(re.sub(r"=\r?\n|\s", "", letter.partition("these columns:")[2]).split(",")) == COLUMNS


def test_a_provider_that_takes_files_has_a_file_of_its_own(returned, tmp_path):
    share = asked(returned, "harbour-lane")
    with clocks.held_at(london("2026-10-21T09:01")):
        [written] = write_files(tmp_path)["files"]
    text = (tmp_path / written["file"]).read_text()
    assert written["authority"] == "harbour-lane"
    assert share.reference in text
    assert "return interview asked for" in text


@pytest.fixture
def met(monkeypatch) -> None:
    """London's own time for the interview, the 72 hours of the guidance; the invented force has it shorter."""
    monkeypatch.setenv("GOLDTHREAD_PROFILE", "met")


def test_the_coordinator_hears_at_48_and_at_72_hours(met, returned):
    for at, told in (("2026-10-23T01:50", 0), ("2026-10-23T02:00", 1), ("2026-10-24T02:00", 2)):
        with clocks.held_at(london(at)):
            sweep()
        with database.as_service():
            heard = Alert.objects.filter(
                kind="clock", words__startswith="Return home interview", to_role="missing_unit"
            )
            assert heard.count() == told


def test_an_interview_that_came_is_on_the_case_stops_its_clocks_and_names_who_and_where(returned, child):
    row = hand_in(asked(returned))
    assert (row.result, row.words) == ("accepted", "")
    case = now(returned)
    assert (case.facts["return_interview"], case.facts["independent"]) == ("done", "yes")
    assert told_of(case, "MIS-C15") == [(london("2026-10-23T02:00"), "met")]
    assert [became for _, became in told_of(case, "MIS-C16")] == ["met"]
    unit = make.reader("missing_unit")
    with database.transaction():
        person, _ = person_by_code(child)
        from goldthread.core.access.actions import look

        look(unit, people=[person])
        [told] = told_by(person)
    assert told["people"] == ["Karim Mansour, about 29", "a man in a grey car"]
    assert told["places"] == ["the flat over the chicken shop"]
    assert told["words"] == CHILD_SAID


def test_who_is_named_is_found_by_search_afterwards(returned):
    hand_in(asked(returned))
    with database.transaction():
        [hit] = search(make.reader("ward_officer"), "Karim Mansour").hits
    assert hit.person.surname.lower() == "mansour"


def test_the_same_interview_again_changes_nothing_and_another_one_is_for_a_person_to_settle(returned):
    share = asked(returned)
    hand_in(share)
    assert hand_in(share).result == "unchanged"
    assert hand_in(share, words="I was at home.").result == "conflict"
    assert now(returned).facts["return_interview"] == "done"


def test_a_child_who_declined_may_be_listened_to_later(returned):
    share = asked(returned)
    declined = dict.fromkeys(COLUMNS, "") | {"outcome": "declined", "offered_at": "2026-10-22 09:00"}
    assert hand_in(share, **{**declined, "our_reference": share.reference}).result == "accepted"
    assert hand_in(share, at="2026-10-24T10:00").result == "accepted"


def test_an_authority_that_holds_its_own_interviews_answers_by_its_system_in_a_few_words(returned):
    share = asked(returned, provider="merrowfield")
    with clocks.held_at(london("2026-10-22T16:00")), database.transaction():
        answering.answer_share(make.reader("partner"), share.reference, code="done", why=CHILD_SAID)
    assert now(returned).facts["return_interview"] == "done"
    assert told_of(returned, "MIS-C15")[0][1] == "met"


def test_another_provider_is_asked_in_place_of_the_first(returned):
    first = asked(returned)
    second = asked(returned, "harbour-lane", "2026-10-21T10:00")
    assert hand_in(second).result == "accepted"
    assert hand_in(first, words="Another.").result == "set aside"
    with database.as_service():
        assert Share.objects.get(pk=first.pk).taken_back_at is not None


def test_a_return_interview_heard_of_by_telephone_is_chased_no_longer(returned):
    share = asked(returned)
    step(returned, "return_interview", "2026-10-22T16:00", "missing_unit", return_interview="declined",
         return_interview_on=london("2026-10-22T15:00").isoformat(), why="She did not want to.")  # fmt: skip
    with database.as_service():
        assert Share.objects.get(pk=share.pk).outcome == "declined"


def heard(case: Case) -> None:
    step(case, "return_interview", "2026-10-22T16:00", "missing_unit", return_interview="done",
         return_interview_on=london("2026-10-22T15:00").isoformat(), independent="yes")  # fmt: skip


def received(case: Case) -> tuple[int, int]:
    """The figure MIS-I12, received by us, of every borough: how many, of how many."""
    with clocks.held_at(london("2026-11-20T12:00")), database.transaction():
        found = {one.indicator.id: one.counted for one in area_figures(make.reader("analyst"), "missing").of_all()}
    return found["MIS-I12-received"].count, found["MIS-I12-received"].of


def test_an_interview_heard_of_by_telephone_and_then_sent_is_held_once_and_its_record_is_taken(returned):
    share = asked(returned)
    heard(returned)
    assert (told_of(returned, "MIS-C16")[0][1], received(returned)) == ("running", (0, 1))
    assert hand_in(share).result == "accepted"
    assert [became for _, became in told_of(returned, "MIS-C15")] == ["met"]
    assert [became for _, became in told_of(returned, "MIS-C16")] == ["met"]
    assert (received(returned), now(returned).facts["pull_factors"]) == ((1, 1), ["adult", "money"])
    assert hand_in(share).result == "unchanged"
    assert hand_in(share, words="I was at home.").result == "conflict"
    with database.as_service():
        assert verify().as_json()["whole"]


def test_an_interview_that_came_and_is_then_recorded_by_hand_too_starts_no_second_clock(returned):
    hand_in(asked(returned))
    heard(returned)
    assert [became for _, became in told_of(returned, "MIS-C16")] == ["met"]
    assert received(returned) == (1, 1)


def test_nobody_sends_an_adult_to_childrens_services(child):
    adult = report(child, LEFT)
    with database.as_service():
        Case.objects.filter(pk=adult.pk).update(facts={**now(adult).facts, "who": "adult"})
    with pytest.raises(Clash):
        notify(adult)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"our_reference": "S-BBBBBBB"}, "our_reference"),
        ({"outcome": "perhaps"}, "outcome"),
        ({"interviewed_at": "tomorrow"}, "interviewed_at"),
        ({"interviewed_at": "2031-01-01 10:00"}, "interviewed_at"),
        ({"interviewed_at": ""}, "interviewed_at"),
        ({"independent": "perhaps"}, "independent"),
        ({"harm": "bruises"}, "harm"),
        ({"people": "x" * 301}, "people"),
        ({"words": "x" * 20_001}, "words"),
        ({"outcome": "not_offered"}, "why"),
        ({"outcome": "not_possible", "why": "She was in hospital."}, "independent"),
    ],
)
def test_a_row_that_is_wrong_is_set_aside_with_its_column_and_nothing_of_it_is_written(returned, changes, field):
    share = asked(returned)
    row = hand_in(share, **changes)
    assert (row.result, row.field) == ("set aside", field)
    assert row.raw["words"] == {**ROW, **changes}["words"]
    assert "return_interview" not in now(returned).facts
    with database.as_service():
        assert verify().as_json()["whole"]
        assert Share.objects.get(pk=share.pk).answered_at is None


def test_an_interview_in_a_file_of_outcomes_is_set_aside_and_so_is_an_outcome_by_a_case_that_several_were_told_of(
    returned,
):
    share = asked(returned)
    notify(returned, at="2026-10-21T09:30")
    told = f"our_reference,code\n{share.reference},done\n{returned.reference},nfa\n"
    with clocks.held_at(london("2026-10-22T10:00")):
        file = make.outcomes(make.reader("missing_unit"), told.encode())
    with database.as_service():
        assert [(one.result, one.field) for one in OutcomeRow.objects.filter(file=file).order_by("number")] == [
            ("set aside", "our_reference"), ("set aside", "our_reference")]  # fmt: skip


def test_whoever_shares_for_missing_children_alone_takes_in_nothing_about_a_concern(case):
    reference = make.shared(make.reader("mash_desk"), make.load_child("9/01OCT26"))
    file = make.outcomes(make.reader("missing_unit"), f"our_reference,code\n{reference},contact_nfa\n".encode())
    with database.as_service():
        assert OutcomeRow.objects.get(file=file).result == "set aside"
        assert Share.objects.get(reference=reference).answered_at is None


def test_no_authority_reads_the_request_to_a_provider(returned):
    share = asked(returned)
    with pytest.raises(Refusal), database.transaction():
        queries.open_share(make.reader("partner"), share.reference)


def test_the_manual_names_every_column_and_every_code():
    told = (PROJECT / "docs/reference/return-interviews-file.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \| (?:needed|optional)", told, re.MULTILINE) == [
        "our_reference", "outcome", "interviewed_at", "offered_at", *COLUMNS[4:]]  # fmt: skip
    for name, codes in LISTS.items():
        line = next(one for one in told.splitlines() if one.startswith(f"| `{name}` | `"))
        assert re.findall(r"`(\w+)`", line)[1:] == [code for code, _ in codes]


GARBAGE = some.dictionaries(
    some.sampled_from(COLUMNS),
    some.one_of(
        some.text(some.characters(blacklist_characters="\0", blacklist_categories=("Cs",)), max_size=60),
        some.sampled_from(["done", "declined", "not_offered", "yes", "no", "2026-10-22 15:00", "0001-01-01",
                           "9999-12-31",
                           "2026-10-25T01:30", "money; adult", ";", "not_asked", "A B, 3; ,", "J\u00f6rg O'Neil"]),
    ),
)  # fmt: skip


@given(GARBAGE)
@settings(max_examples=400, deadline=None)
def test_whatever_a_row_says_it_is_read_or_refused_by_one_of_its_columns(row):
    with clocks.held_at(london("2026-10-23T10:00")):
        told, refused = read_or_refused(dict.fromkeys(COLUMNS, "") | row)
    if refused:
        assert refused.field in COLUMNS
        assert len(str(refused)) <= OutcomeRow._meta.get_field("words").max_length
    else:
        assert told["return_interview"] in ("done", "declined", "not_offered", "not_possible")


def read_or_refused(row: dict[str, str]) -> tuple[dict, NotValid | None]:
    try:
        return read_row(row), None
    except NotValid as refusal:
        return {}, refusal


@given(some.lists(GARBAGE, min_size=1, max_size=6))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_row_of_a_file_ends_in_one_way_and_none_is_lost(returned_share, rows):
    share = returned_share
    told = [dict.fromkeys(COLUMNS, "") | row | {"our_reference": share.reference} for row in rows]
    text = ",".join(COLUMNS) + "\n"
    text += "\n".join(",".join('"' + one[name].replace('"', '""') + '"' for name in COLUMNS) for one in told)
    with clocks.held_at(london("2026-10-23T10:00")):
        file = make.outcomes(make.reader("missing_unit"), text.encode())
    with database.as_service():
        ended = list(OutcomeRow.objects.filter(file=file).values_list("number", flat=True))
    assert sorted(ended) == list(range(1, len(rows) + 1))


@pytest.fixture
def returned_share(returned) -> Share:
    return asked(returned)


def test_a_case_move_by_hand_asks_the_same_of_everybody(returned):
    with clocks.held_at(london("2026-10-23T10:00")), pytest.raises(Refusal), database.transaction():
        move_case(make.reader("control_room"), returned.reference, "take_return_interview", answers={})
