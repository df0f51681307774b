"""Children with records at every layer, each layer in words that stand nowhere else, and an officer in every role."""

import json
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from django.test import Client

from goldthread.core import clocks, db
from goldthread.core.access.actions import break_glass, issue_token
from goldthread.core.access.permissions import PERMISSIONS
from goldthread.core.access.roles import roles
from goldthread.core.alerts.models import Alert, Firing
from goldthread.core.alerts.models import Delivery as Telling
from goldthread.core.cases.actions import move_case
from goldthread.core.cases.allocating import allocate
from goldthread.core.cases.handing import offer
from goldthread.core.cases.models import Case
from goldthread.core.cases.reviewing import Reviewed, review
from goldthread.core.cases.sampling import draw_week
from goldthread.core.flags.actions import lift_flag, raise_flag
from goldthread.core.flags.models import Flag
from goldthread.core.organisation.models import DutyShift, Post
from goldthread.core.people.actions import Pair, keep_possibles
from goldthread.core.people.decisions import decide
from goldthread.core.refusals import Refusal
from goldthread.link.feeds.adapters import MERLIN
from goldthread.link.feeds.models import Delivery, QuarantinedRow
from goldthread.link.feeds.reconciling import compare, take_list
from goldthread.respond.concern.actions import record_concern
from goldthread.respond.missing.partners.reading import read_sending
from goldthread.respond.missing.partners.receiving import send_report
from goldthread.respond.placements.placing import place_child
from goldthread.respond.placements.register import enter_premises
from goldthread.testing import factories as make

# The word that gives each layer away. No template, no sentence of ours and no other layer has it.
CANARIES = {
    "summary": "Larkspur",
    "full": "Marigold",
    "limited": "Nightshade",
    "hidden": "Oleander",
    "concern": "Periwinkle",
    "note": "Saxifrage",
    "row": "Tormentil",
    "flag": "Valerian",
}
SIGN_IN = "allauth.account.auth_backends.AuthenticationBackend"
# The plain child, the one with an open concern, the one whose glass was broken, the one with a flag.
NAMED = (
    ("Quillplain", "2012-02-14"),
    ("Quillwork", "2013-03-15"),
    ("Quillglass", "2014-04-16"),
    ("Quillflag", "2015-05-17"),
)
# Alike in nothing that the linker reads but the forename: it must hold each to be another.
SPARE = (
    "Albatross", "Bullfinch", "Cuckoo", "Dotterel", "Egret", "Fieldfare", "Goldcrest", "Hoopoe", "Ibis", "Jackdaw",
    "Kestrel", "Lapwing", "Mallard", "Nightjar", "Osprey", "Peregrine", "Redshank", "Siskin", "Turnstone", "Upland",
    "Vireo", "Whinchat", "Xenops", "Yaffle", "Zosterops",
)  # fmt: skip
# Of one common forename and birth date: one girl, once their surnames are put right to agree.
TO_JOIN = (("Ouzel", "Tern"), ("Knot", "Widgeon"))
# What CAD says it holds: one record that is held, so that a list about no other day differs in nothing.
LIST = b"source_record_id\n01/01OCT26\n"


@dataclass(frozen=True)
class Child:
    """One child of the world: how to ask for it, and the name that gives it away."""

    surname: str
    born: str
    code: str
    person_id: UUID
    records: tuple[str, ...]
    case: str = ""
    flag: str = ""
    alert: str = ""


@dataclass
class World:
    """Four children alike but for what surrounds them, spare ones to be changed, and a file with a bad row.

    `tasked` is named in tasks alone and never in work: a list with it is read in summary whatever else stands on it.
    """

    plain: Child
    in_work: Child
    after_glass: Child
    flagged: Child
    tasked: Child
    delivery: Delivery
    file: bytes
    spare: Iterator[Child]
    to_join: Iterator[list[Child]]
    row: int
    run: str
    clients: dict[str, Client] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(2000))
    weeks: Iterator[int] = field(default_factory=lambda: count(2))

    def client(self, role: str) -> Client:
        """The browser of this role's officer, signed in."""
        if role not in self.clients:
            self.clients[role] = Client()
            officer = make.reader(role).officer
            assert officer is not None  # noqa: S101 (a reader of a role is an officer)
            self.clients[role].force_login(officer, backend=SIGN_IN)
        return self.clients[role]

    def key(self, role: str) -> str:
        """A token of this role's officer that carries every scope."""
        if role not in self.keys:
            officer = make.reader(role).officer
            assert officer is not None  # noqa: S101 (a reader of a role is an officer)
            with db.transaction():
                self.keys[role] = issue_token(officer, "doors", list(PERMISSIONS))[1]
        return self.keys[role]

    def aside(self, child: Child | None = None, *, mended: bool = False) -> tuple[str, int]:
        """A delivery of its own with one row set aside, which names a child; `mended`: it can now be read."""
        about = child or self.plain
        who = make.child(surname=about.surname, birth_date=about.born)
        right = make.cad_row(f"{next(self.numbers)}/01OCT26", text=CANARIES["row"], linked_persons=[who])
        delivery = make.deliver("cad", make.ndjson([{**right, "opened_at": "not a time"}]))
        with db.as_service():
            found = QuarantinedRow.objects.get(delivery=delivery)
            if mended:
                found.raw = json.dumps(right)
                found.save()
        return str(delivery.pk), found.pk

    def pair(self, child: Child) -> tuple[str, str]:
        """A record of somebody who may be this child, and the child's own: a pair that waits for a reviewer."""
        n = next(self.numbers)
        born = f"19{70 + n % 29}-{n % 12 + 1:02}-{n % 28 + 1:02}"
        make.load_child(f"{n}/01OCT26", surname=f"Al{chr(97 + n % 26)}ke", forenames="Pat", birth_date=born)
        theirs, own = _mention(f"{n}/01OCT26"), _own_mention(child)
        low, high = sorted((theirs, own))
        with db.as_service():
            keep_possibles([], [Pair(low, high, 5.0, "", {})], dict.fromkeys((low, high), clocks.now()))
        return str(own), str(theirs)

    def decision(self, child: Child) -> str:
        """A decision of its own that a child and somebody alike are two people."""
        one, other = self.pair(child)
        return str(decide(make.reader("supervisor"), UUID(one), UUID(other), "different", "Two girls.").pk)

    def another_record(self, child: Child) -> str:
        """A record of this child to be taken out."""
        number = f"{next(self.numbers)}/01OCT26"
        make.load_child(number, surname=child.surname, birth_date=child.born)
        return str(_mention(number))

    def alert(self) -> tuple[int, str]:
        """An alert of a rule that every role of the borough is told of, on the flagged child, not yet taken."""
        with db.as_service():
            firing = Firing.objects.get(reference=self.flagged.alert)
            first = Alert.objects.filter(reference=firing.reference).order_by("pk")[0]
            told = [officer for role in roles() if (officer := make.reader(role).officer)]
            made = Alert.objects.create(
                kind=first.kind, words=first.words, urgency="today", reference=firing.reference, to_role="supervisor",
                raised_at=clocks.now(), act_by=clocks.now(),
            )  # fmt: skip
            Telling.objects.bulk_create(
                Telling(alert=made, officer=one, role="", channel="screen", why="for a test", made_at=clocks.now())
                for one in told
            )
            _somebody_on_the_desk()
        return made.pk, firing.reference

    def shared(self, child: Child, route: str = "api", days_ago: int = 0) -> str:
        """Something of its own about this child that was shared with Merrowfield's council."""
        with clocks.held_at(clocks.now() - timedelta(days=days_ago)) if days_ago else nullcontext():
            return make.shared(make.reader("mash_desk"), child.code, route=route)

    def outcomes_aside(self, child: Child) -> str:
        """A file of outcomes of its own whose one row, about this child, was set aside for its code."""
        content = f"our_reference,code\n{self.shared(child)},nonsense\n"
        return str(make.outcomes(make.reader("mash_desk"), content.encode()).pk)

    def home(self, child: Child | None = None) -> str:
        """A home of its own that lodges forms; this child placed there, if one is named."""
        unit = make.reader("missing_unit")
        with db.transaction():
            code = enter_premises(
                unit, name="Alder House", kind="childrens_home", address="4 Alder Way", host="merrowfield", lodges=True
            ).code
        if child:
            with db.transaction():
                place_child(unit, child.code, home=code, authority="merrowfield")
        return code

    def home_report(self) -> str:
        """A report of its own of a home, of a child whom nobody holds: it waits for a person."""
        row = {"forename": "Wren", "surname": "Nobody", "birth_date": "2011-05-11", "q_other": str(next(self.numbers))}
        with db.transaction():
            report = send_report(make.reader("care_home"), row)
        read_sending(report.sending_id)
        return report.reference

    def flag(self) -> str:
        """A flag of its own on the flagged child, of a kind that most roles may raise: any other of it is lifted."""
        self.unflag()
        with db.transaction():
            return raise_flag(make.reader("supervisor"), self.flagged.code, "self_harm", "Cut her arm.").reference

    def unflag(self) -> None:
        with db.as_service():
            open_ones = Flag.objects.filter(kind="self_harm", closed_at=None)
            references = list(open_ones.values_list("reference", flat=True))
        for reference in references:
            with db.transaction():
                lift_flag(make.reader("supervisor"), reference, "Another is raised.")

    def case(self) -> str:
        """A concern of its own about the child in work, waiting for the desk."""
        with db.transaction():
            return record_concern(make.reader("ward_officer"), self.in_work.code, seen="Alone at night.").reference

    def second_desk(self) -> str:
        """The username of another officer of the desk, who is on duty."""
        second = make.reader("mash_desk", username="second_desk")
        with db.as_service():
            _on_duty(second.officer)
        return "second_desk"

    def owned(self, role: str) -> str:
        """A concern of its own that the officer of a role holds."""
        reference = self.case()
        with db.transaction():
            allocate(make.reader("supervisor"), reference, role)
        return reference

    def instructed(self, role: str) -> str:
        """A concern of its own that nobody holds and of which a review asks something."""
        reference = self.case()
        with db.transaction():
            asks = Reviewed(["whole"], "to_do", "Nobody rang.", instructions="Ring the school.")
            review(make.reader("supervisor"), reference, asks)
        return reference

    def ended(self) -> str:
        """The Monday of a week of its own that is over, in which a concern was closed unshared."""
        ago = next(self.weeks)
        reference, closer = self.case(), make.reader("supervisor")  # who may close a child's third unshared one too
        with db.transaction():
            move_case(closer, reference, "take")
        make.closed_unshared(closer, reference)
        monday = clocks.today() - timedelta(days=clocks.today().weekday() + 7 * ago)
        with db.as_service():
            at = clocks.now() - timedelta(days=clocks.today().weekday() + 7 * ago - 3)
            Case.objects.filter(reference=reference).update(closed_at=at)
        return monday.isoformat()

    def sampled(self) -> int:
        """The number of a sample of its own."""
        week = date.fromisoformat(self.ended())
        with db.transaction():
            return draw_week(make.reader("supervisor"), "concern", week).pk

    def offered(self, role: str) -> str:
        """A concern of its own that the second officer of the desk offers to the post on duty there."""
        reference, giver = self.case(), self.second_desk()
        with db.as_service():
            _on_duty(make.reader("mash_desk").officer)
        with db.transaction():
            allocate(make.reader("supervisor"), reference, giver)
            offer(make.reader("mash_desk", username=giver), reference, to="post:mash_desk", done="Rung.",
                  next="See her.", next_by=clocks.now(), worry="none")  # fmt: skip
        return reference


def make_world() -> World:
    """Load the children as feeds bring them, record what is recorded, break the glass that is to be broken."""
    for role in roles():
        make.reader(role)
    calls = [row for place, who in enumerate(NAMED) for row in _calls(place, *who)]
    calls += [_spare(number) for number in range(len(SPARE))]
    calls += [_to_join(pair, side) for pair in range(len(TO_JOIN)) for side in (0, 1)]
    # Its words come first, since a page shows how a bad row begins.
    bad = {"text": CANARIES["row"]} | make.cad_row("901/01OCT26", text=CANARIES["row"], opened_at="not a time")
    file = make.ndjson([*calls, bad])
    delivery = make.deliver("cad", file)
    notices = [_notice(place, *who) for place, who in enumerate(NAMED)]
    make.deliver("merlin", make.csv_bytes(list(MERLIN.columns()), notices))
    children = [_child(place, *who) for place, who in enumerate(NAMED)]
    _break_all_glass(children[2])
    return World(
        plain=children[0],
        in_work=_with_a_case(children[1]),
        after_glass=children[2],
        flagged=_with_a_flag(children[3]),
        tasked=_spare_child(len(SPARE) - 1),
        delivery=delivery,
        file=file,
        spare=iter([_spare_child(number) for number in range(len(SPARE) - 1)]),
        to_join=iter([[_one_to_join(pair, side) for side in (0, 1)] for pair in range(len(TO_JOIN))]),
        row=_row_aside(delivery),
        run=_compared(),
    )


def _own_mention(child: Child) -> UUID:
    """The child in a record that nobody is kept from."""
    with db.as_service():
        found: UUID = db.fetch(
            """SELECT m.id FROM people_link l JOIN records_mention m ON m.id = l.mention_id
                WHERE l.person_id = %s AND l.to_at IS NULL AND m.restriction = '' AND m.source_id = 'cad'
                ORDER BY m.source_record_id LIMIT 1""",
            [child.person_id],
        )[0]["id"]
    return found


def _mention(number: str) -> UUID:
    with db.as_service():
        found: UUID = db.fetch_one("SELECT id FROM records_mention WHERE source_record_id = %s", [number])["id"]
    return found


def _row_aside(delivery: Delivery) -> int:
    with db.as_service():
        return QuarantinedRow.objects.get(delivery=delivery).pk


def _compared() -> str:
    """A comparison of CAD's own list with what is held."""
    with db.transaction():
        run = take_list(make.reader("analyst"), "cad", "list.csv", LIST)
    return str(compare(run.pk).pk)


def _calls(place: int, surname: str, born: str) -> list[dict[str, Any]]:
    rows = []
    for number, (layer, restriction) in enumerate((("summary", ""), ("limited", "signalled"), ("hidden", "hidden")), 1):
        who = make.child(surname=surname, birth_date=born, address=f"{number} {CANARIES[layer]} Road")
        rows.append(
            make.cad_row(
                f"{place}{number}/01OCT26",
                text=f"The caller says {CANARIES[layer]}.",
                restriction=restriction,
                ask="Jigsaw desk" if restriction == "signalled" else "",
                location={"address": f"{number} {CANARIES[layer]} Road", "borough": "Merrowfield"},
                linked_persons=[who],
            )
        )
    return rows


def _notice(place: int, surname: str, born: str) -> dict[str, str]:
    at = make.instant()
    return {
        "feed_id": "merlin",
        "feed_version": "1",
        "source_record_id": f"26PAC00000{place}",
        "source_updated_at": at,
        "source_recorded_at": at,
        "extracted_at": at,
        "originating_force": "Thornmere Police",
        "handling": "OFFICIAL-SENSITIVE",
        "subject_category": "victim",
        "retention_group": "4",
        "report_type": "pac",
        "reported_at": at,
        "borough": "Merrowfield",
        "seen_words": f"The officer writes {CANARIES['full']}.",
        "subject_surname": surname,
        "subject_forename": "Jess",
        "subject_birth_date": born,
        "subject_sex": "F",
        "not_spoken_why": f"The child hid behind {CANARIES['full']}.",
        "op": "upsert",
    }


def _spare(number: int) -> dict[str, Any]:
    who = make.child(surname=SPARE[number], birth_date=_spare_birth(number), sex="F")
    return make.cad_row(f"{500 + number}/01OCT26", text=f"The caller says {CANARIES['summary']}.", linked_persons=[who])


def _spare_birth(number: int) -> str:
    return f"{2009 + number % 12}-{1 + number % 11:02d}-{3 + number:02d}"


def _to_join(pair: int, side: int) -> dict[str, Any]:
    who = make.child(surname=TO_JOIN[pair][side], forenames="Amelia", birth_date=f"2011-0{6 + pair}-18", sex="F")
    return make.cad_row(f"{600 + 2 * pair + side}/01OCT26", linked_persons=[who])


def _one_to_join(pair: int, side: int) -> Child:
    code = make.code_of(f"{600 + 2 * pair + side}/01OCT26")
    return Child(TO_JOIN[pair][side], f"2011-0{6 + pair}-18", code, make.person_id_of(code), _records(code))


def _child(place: int, surname: str, born: str) -> Child:
    code = make.code_of(f"{place}1/01OCT26")
    return Child(surname, born, code, make.person_id_of(code), _records(code))


def _spare_child(number: int) -> Child:
    code = make.code_of(f"{500 + number}/01OCT26")
    return Child(SPARE[number], _spare_birth(number), code, make.person_id_of(code), _records(code))


def _records(code: str) -> tuple[str, ...]:
    with db.as_service():
        rows = db.fetch(
            """SELECT r.id FROM people_person p JOIN people_link l ON l.person_id = p.id AND l.to_at IS NULL
                 JOIN records_mention m ON m.id = l.mention_id
                 JOIN records_sourcerecord r ON r.source_id = m.source_id AND r.source_record_id = m.source_record_id
                WHERE p.code = %s ORDER BY r.source_record_id""",
            [code],
        )
    return tuple(str(row["id"]) for row in rows)


def _with_a_case(child: Child) -> Child:
    """An open concern: its own words at full, what the desk noted at summary."""
    ward, desk = make.reader("ward_officer"), make.reader("mash_desk")
    with db.transaction():
        case = record_concern(ward, child.code, seen=f"The officer saw {CANARIES['concern']}.")
        move_case(desk, case.reference, "take")
        move_case(desk, case.reference, "return", note=f"The desk notes {CANARIES['note']}.")
    return Child(child.surname, child.born, child.code, child.person_id, child.records, case.reference)


def _break_all_glass(child: Child) -> None:
    """Everybody whose role lets them opens the limited record; those it does not let are refused."""
    for role in roles():
        with suppress(Refusal), db.transaction():
            break_glass(make.reader(role), child.person_id, child.code, "child_in_danger")


def _with_a_flag(child: Child) -> Child:
    """A flag whose reason has a word of its own: a summary shows it."""
    with db.transaction():
        flag = raise_flag(
            make.reader("cse_team"), child.code, "exploitation", f"He meets her at {CANARIES['flag']} Park."
        )
    return replace(child, flag=flag.reference, alert=_alerted(child))


def _somebody_on_the_desk() -> None:
    """So that an alert can be handed on, by somebody of the desk too: as the service."""
    for username in ("", "second_at_the_desk"):
        _on_duty(make.reader("mash_desk", username=username).officer)


def _on_duty(officer: Any) -> None:
    now = clocks.now()
    post = Post.objects.get(officer=officer)
    if not DutyShift.objects.filter(post=post, ends_at__gt=now).exists():
        DutyShift.objects.create(post=post, starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=8))


def _alerted(child: Child) -> str:
    """A tripwire that fired on the child; nobody is on duty here, so it stands on the list of the post."""
    rows = [_graded(number, child) for number in range(3)]
    make.deliver("merlin", make.csv_bytes(list(MERLIN.columns()), rows), "low concerns")
    with db.as_service():
        return str(Firing.objects.get(rule="three_low_concerns").reference)


def _graded(number: int, child: Child) -> dict[str, str]:
    names = {"subject_surname": child.surname, "subject_birth_date": child.born}
    return make.merlin_row(f"26PAC0000090{number}", days_ago=3 - number, grade="green", **names)


@contextmanager
def plain_assets() -> Iterator[None]:
    """Pages name their assets plainly, as in every test that does not serve them."""
    from django.conf import settings
    from django.test import override_settings

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": plain}):
        yield
