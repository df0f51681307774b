"""Each of the six logged operations (DPA 2018 s62), by each door that offers it: one row, and it says everything."""

import hashlib
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from procrastinate.contrib.django import app

from goldthread.core import clocks, db
from goldthread.core.access.actions import break_glass
from goldthread.core.access.doors import declared
from goldthread.core.access.models import OPERATIONS
from goldthread.core.flags.actions import raise_flag
from goldthread.core.later import compare_later, fetch_mail_later, link_again_later, load_later
from goldthread.core.people.rights import rectify
from goldthread.link.feeds.actions import receive
from goldthread.link.feeds.adapters import MERLIN
from goldthread.link.feeds.reconciling import take_list
from goldthread.respond.missing.partners.receiving import send_report
from goldthread.respond.sharing.outcomes import hand_in
from goldthread.testing import factories as make
from goldthread.testing.doors.asked import ended_report
from goldthread.testing.doors.asking import WALKED, Answer
from goldthread.testing.doors.working import work_on
from goldthread.testing.doors.world import CANARIES, LIST, Child, World
from goldthread.testing.mails import a_letter
from tests.doors.acts import ACTS, Act
from tests.doors.ways import ask, feed_files, row_aside

NUMBERS = count(700)
DAY = timedelta(days=1)


def test_every_operation_a_door_declares_has_an_act() -> None:
    """But for `demo load`, which takes in the invented force as `feeds load` takes in a real one's."""
    offering = [door for name, door in declared().items() if name != "command:demo load"]
    assert {(act.door, act.operation) for act in ACTS} == {
        (door.door, operation) for door in offering for operation in door.operations
    }
    assert {act.operation for act in ACTS} == set(OPERATIONS)


@pytest.mark.parametrize("act", ACTS, ids=str)
def test_an_act_leaves_one_row_that_says_everything(world: World, tmp_path: Path, act: Act) -> None:
    people = _about(world, act)
    files = feed_files(tmp_path, _file(people[0]), "children-of-today.ndjson")
    file = Path(files["path"])
    mended = act.door == "command:feeds replay" and bool(act.service)
    aside = row_aside(world, act.way, people[0], mended=mended)
    began = clocks.now()
    answer = _do(world, act, people, {**files, **aside})
    assert answer.refused == ""
    (row,) = answer.of(act.operation, act.row["door"])
    assert {name: row[name] for name in act.row} == act.row
    assert began <= row["at"] <= clocks.now()
    assert ({one.person_id for one in people} & set(row["people"])) if act.names_somebody else row["people"] == []
    assert {name: row["detail"].get(name) for name in act.detail} == act.detail
    _check_what_is_its_own(act, row, people[0], file)
    assert act.door in WALKED


def _check_what_is_its_own(act: Act, row: dict[str, Any], child: Child, file: Path) -> None:
    """What a row of one operation must say, or must not, besides."""
    if act.operation == "collection" and "file" in act.detail:
        content = file.read_bytes()
        assert (row["detail"]["digest"], row["detail"]["size"]) == (hashlib.sha256(content).hexdigest(), len(content))
    if act.operation == "collection" and act.service:
        assert len(row["records"]) == 1
    if act.operation == "combination" and act.service == "linker":
        assert row["detail"]["links"] > 0
    if act.operation == "erasure":
        assert row["detail"] == act.detail
        said = str(row).casefold()
        assert [word for word in (child.surname, child.born, *CANARIES.values()) if word.casefold() in said] == []


def _about(world: World, act: Act) -> list[Child]:
    """The child an act is about; two where it joins two."""
    if act.about == "two_to_join":
        return next(world.to_join)
    if act.about == "broken_by_role":
        child = next(world.spare)
        with db.transaction():
            break_glass(make.reader(act.role), child.person_id, child.code, "court")
        return [child]
    return [next(world.spare) if act.about == "spare" else getattr(world, act.about)]


def _do(world: World, act: Act, people: list[Child], files: dict[str, str]) -> Answer:
    """Do it through the door; a job is done by a worker, once its work was handed in."""
    if act.door in ("api:export_missing", "command:missing export"):
        ended_report(people[0].code)
    if act.door == "job:load_delivery":
        return work_on("load_delivery", lambda: _hand_in(Path(files["path"])))
    if act.door == "job:read_outcomes":
        return work_on("read_outcomes", lambda: _hand_in_outcomes(world, people[0]))
    if act.door == "job:read_partner_reports":
        return work_on("read_partner_reports", lambda: _send_a_report(world))
    if act.door == "job:fetch_mail":
        return _fetched(Path(files["folder"]))
    if act.door == "job:compare_list":
        return work_on("compare_list", _hand_in_a_list)
    if act.door == "job:sweep_flags":
        return work_on("sweep_flags", lambda: _a_flag_past_its_end(people[0]))
    if act.door == "job:sweep_tripwires":
        _a_desk_that_stands_still(people[0])
        return work_on("sweep_tripwires", lambda: _told_to_work("sweep_tripwires", "alerts"))
    if act.door == "job:write_paper":
        return work_on("write_paper", lambda: _told_to_work("write_paper", "paper"))
    if act.door == "job:send_shares":
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("GOLDTHREAD_SHARE_FOLDER", files["folder"])
            return work_on("send_shares", lambda: _something_to_go_out(world, people[0]))
    if act.door == "job:link_again":
        return work_on("link_again", lambda: _put_right(people[0], people[-1]))
    case = world.case() if "{new_case}" in (act.way.path + "".join(act.way.words)) else ""
    more = {
        "new_case": case.lower() if act.door.startswith("page:") else case,
        "record": people[0].records[0],
        **files,
        "twin": people[-1].surname,
    }
    return ask(world, act.door, act.role, people[0], way=act.way, **more)


def _hand_in(file: Path) -> None:
    load_later(receive(make.reader("analyst"), "cad", file.name, file.read_bytes()).pk)


def _hand_in_outcomes(world: World, child: Child) -> None:
    """What was handed in says nothing that is known, so that its one row is set aside."""
    content = f"our_reference,code\n{world.shared(child)},nonsense\n"
    hand_in(make.reader("mash_desk"), "outcomes.csv", content.encode())


def _send_a_report(world: World) -> None:
    """A home's report of a child whom nobody holds, which waits for the worker."""
    row = {"forename": "Wren", "surname": "Nobody", "birth_date": "2011-05-11", "q_other": str(next(NUMBERS))}
    send_report(make.reader("control_room"), row)


def _fetched(folder: Path) -> Answer:
    """A mail in the folder of the force's relay, and the worker told to fetch."""
    for name in ("new", "cur"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "new" / "1.host").write_bytes(a_letter())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GOLDTHREAD_MAIL_FOLDER", str(folder))
        return work_on("fetch_mail", fetch_mail_later)


def _a_flag_past_its_end(child: Child) -> None:
    """An order that ended yesterday, and the worker told to look."""
    raised = clocks.now() - timedelta(days=3)
    with clocks.held_at(raised):
        raise_flag(make.reader("supervisor"), child.code, "court_order", "No contact.", ends_on=(raised + DAY).date())
    _told_to_work("sweep_flags", "clocks")


def _a_desk_that_stands_still(child: Child) -> None:
    """Ten graded notifications about one child that nobody shared."""
    who = {"subject_surname": child.surname, "subject_birth_date": child.born, "grade": "green"}
    rows = [make.merlin_row(f"26PAC000008{n:02}", days_ago=9, borough="Oxlade", **who) for n in range(10)]
    make.deliver("merlin", make.csv_bytes(list(MERLIN.columns()), rows), "a desk")


def _told_to_work(task: str, queue: str) -> None:
    app.configure_task(task, queue=queue).defer(timestamp=0)


def _hand_in_a_list() -> None:
    compare_later(take_list(make.reader("analyst"), "cad", "list.csv", LIST).pk)


def _something_to_go_out(world: World, child: Child) -> None:
    world.shared(child, route="file")
    _told_to_work("send_shares", "alerts")


def _put_right(child: Child, twin: Child) -> None:
    done = rectify(make.reader("dpo"), child.code, field="surname", text=twin.surname, authority="DPO")
    link_again_later(done["mentions"])


def _file(child: Child) -> bytes:
    """A new call that names a child who is held, so that taking it in also joins it."""
    who = make.child(surname=child.surname, birth_date=child.born)
    return make.ndjson([make.cad_row(f"{next(NUMBERS)}/01OCT26", linked_persons=[who])])
