"""Concerns of the invented force that are under way: every state, two authorities, by the steps officers take."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from goldthread.core import clocks, db
from goldthread.core.access.reader import Reader, reader_for
from goldthread.core.cases import checking
from goldthread.core.cases.actions import move_case
from goldthread.core.cases.models import Case
from goldthread.core.organisation.models import Post
from goldthread.core.organisation.queries import officers_in_role
from goldthread.respond.concern.actions import record_concern
from goldthread.respond.sharing import answering
from goldthread.respond.sharing.models import Share
from goldthread.synthetic.reviews_of_concerns import plant_reviews

Progress = Callable[[str], None]
SUMMARY = "Found alone at home after ten at night, the third time since the summer. Nobody answered the telephone."
AMBER = {"grade": "amber", "level": "3", "indicators": ["neglect"], "open_to": "no",
         "why": "Each time it was a small thing; together it is neglect."}  # fmt: skip
GREEN = {**AMBER, "grade": "green", "level": "2", "indicators": ["domestic"], "why": "A first quarrel; help is wanted."}
BLUE = {**AMBER, "grade": "blue", "level": "1", "indicators": ["other"], "why": "A lost toy. Seen well and happy."}
RED = {**AMBER, "grade": "red", "level": "4", "indicators": ["physical"], "why": "A bruise that was not explained."}
SEEN = (
    "Alone in the flat at 22:40. The heating was off and there was no food in the kitchen.",
    "A quarrel between the parents. The child stood on the stairs in night clothes.",
    "A bruise on the left arm, four marks in a row. The child looked at his father before he answered.",
    "The child asked for a toy that was lost in the park. Well dressed, with her aunt.",
    "Out with two grown men near the station at midnight. Would not say who they are.",
    "The mother could not be woken. The baby was wet and cried; a neighbour took her.",
)
WORDS = ("Mum comes back in the morning.", "I want it to stop.", "I fell.", "", "They are my friends.", "")


@dataclass(frozen=True)
class Story:
    """One concern: how long ago, how grave it was felt to be, and the steps that were taken of it."""

    days: float
    risk: str
    steps: tuple[tuple[str, dict[str, Any]], ...] = ()


def _shared(to: str, route: str, graded: dict[str, Any] = AMBER) -> tuple[tuple[str, dict[str, Any]], ...]:
    share = {"recipient": to, "basis": "public_task", "consent": "not_safe", "route": route, "summary": SUMMARY,
             "why": "To be seen as a whole by those who can help."}  # fmt: skip
    return (("take", {}), ("grade", graded), ("share", share))


ANSWER = {"code": "referral_assessment", "why": "A visit was made; an assessment has begun."}
STORIES: tuple[Story, ...] = (
    Story(0.02, "high"),
    Story(0.4, ""),
    Story(1.2, "medium", (("take", {}),)),
    Story(1.5, "low", (("take", {}), ("ask", {"question": "Was the father there, and did you speak to him?"}))),
    Story(1.0, "high", (("take", {}), ("grade", RED))),
    Story(2.0, "low", (("take", {}), ("grade", BLUE), ("not_share", {"not_shared_because": "no_need",
                                                                    "why": "Seen safe with her aunt."}))),
    Story(0.2, "medium", _shared("merrowfield", "api")),
    Story(3.0, "high", _shared("merrowfield", "api", RED)),
    Story(4.0, "medium", _shared("alderbrook", "file")),
    Story(9.0, "medium", _shared("alderbrook", "file", GREEN)),
    Story(3.5, "medium", (*_shared("merrowfield", "api"), ("acknowledged", {}))),
    Story(5.0, "medium", (*_shared("merrowfield", "api"), ("answered", ANSWER))),
    Story(6.0, "high", (*_shared("alderbrook", "file", RED), ("answered", {"code": "contact_nfa", "why": "Known."}),
                        ("dispute", {"why": "The mark was of a hand. We ask for a strategy discussion."}))),
    Story(2.5, "medium", (*_shared("alderbrook", "file"), ("sent back", {"because": "not_ours",
                                                                        "why": "They moved to Oxlade in May."}))),
    Story(12.0, "low", (*_shared("merrowfield", "api", GREEN), ("answered", {"code": "contact_early_help"}),
                        ("close", {"note": "Early help works with them. You were right to write it down."}))),
    Story(1.1, "high", (("take", {}), ("ask_for_strategy", {"strategy_urgent": "yes", "strategy_whom": "Duty manager",
                                                            "why": "A second injury in a month."}))),
)  # fmt: skip


def plant_concerns(progress: Progress = lambda line: None) -> int:
    """Record and work these concerns about children of the invented force. Done once; how many there are."""
    with db.as_service():
        if Case.objects.filter(area="concern").exists():
            return 0
        children = _children(len(STORIES))
        officer, desk, supervisor, partners = _who()
    progress("concerns that are under way")
    who = {"officer": officer, "desk": desk, "supervisor": supervisor}
    for place, (code, story) in enumerate(zip(children, STORIES, strict=False)):
        _play(place, code, story, who, partners)
    plant_reviews(who, children)
    return min(len(children), len(STORIES))


def _who() -> tuple[Reader, Reader, Reader, dict[str, Reader]]:
    now, door = clocks.now(), "command:demo load"
    found = [reader_for(officers_in_role(role, now)[0], door)
             for role in ("responding_officer", "mash_desk", "supervisor")]  # fmt: skip
    posts = Post.objects.filter(role="partner", borough__isnull=False).select_related("officer", "borough")
    partners = {str(post.borough_id): reader_for(post.officer, door) for post in posts}
    return found[0], found[1], found[2], partners


def _children(most: int) -> list[str]:
    """Children who are told of in notifications, whom nothing limits, the most told of first: codes."""
    rows = db.fetch(
        """SELECT p.code FROM records_mention m
             JOIN people_link l ON l.mention_id = m.id AND l.to_at IS NULL AND l.certainty = 'linked'
             JOIN people_person p ON p.id = l.person_id AND p.retired_at IS NULL
            WHERE m.source_id = 'merlin' AND m.role = 'child' AND m.restriction = '' AND m.is_live
            GROUP BY p.code ORDER BY count(*) DESC, p.code LIMIT %s""",
        [most],
    )
    return [row["code"] for row in rows]


def _play(place: int, code: str, story: Story, who: dict[str, Reader], partners: dict[str, Reader]) -> None:
    """One story, each step at its own hour: what is late was recorded long enough ago to be late."""
    at = clocks.now() - timedelta(days=story.days)
    apart = min(timedelta(hours=2), timedelta(days=story.days) / (len(story.steps) + 1))
    seen = place % len(SEEN)
    with clocks.held_at(at), db.transaction():
        case = record_concern(
            who["officer"], code, seen=SEEN[seen], words=WORDS[seen], alone="alone" if WORDS[seen] else "no",
            danger="yes" if story.risk == "high" else "no", risk=story.risk,
            done="Stayed until somebody came.", idempotency_key=f"demonstration {place}",
        )  # fmt: skip
    for number, (step, told) in enumerate(story.steps, start=1):
        with clocks.held_at(at + apart * number):
            _step(case.reference, step, dict(told), who, partners)


def _step(reference: str, step: str, told: dict[str, Any], who: dict[str, Reader], partners: dict[str, Reader]) -> None:
    with db.transaction():
        if step in ("acknowledged", "answered", "sent back"):
            return _authority(reference, step, told, partners)
        if step == "grade":
            for item in ("earlier_read", "checks_done"):
                checking.answer_item(who["desk"], reference, item, "done")
        note = told.pop("note", "")
        move_case(who["desk"], reference, step, note=note, answers=told)
    return None


def _authority(reference: str, step: str, told: dict[str, Any], partners: dict[str, Reader]) -> None:
    """What the authority's own officer does, where it has one."""
    with db.as_service():
        share = Share.objects.get(case_reference=reference)
    by = partners.get(share.authority)
    if by is None:
        return
    if step == "acknowledged":
        answering.acknowledge_share(by, share.reference)
    elif step == "answered":
        answering.answer_share(by, share.reference, **told)
    else:
        answering.dispute_share(by, share.reference, **told)
