"""A week's folder for the analyst's day: the last seven days of every system sent again, what the history left out,
some corrections, a delete, and a dozen faulty rows of which a person can put some right."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from goldthread.link.feeds.adapters import ADAPTERS
from goldthread.synthetic import mistakes
from goldthread.synthetic.force import SOURCES, Force
from goldthread.synthetic.forms import ENDS, NdjsonFile, file_of
from goldthread.synthetic.happenings.world import at
from goldthread.synthetic.mistakes import Mistake
from goldthread.synthetic.places import BOROUGHS
from goldthread.synthetic.scales import SCALES, first_day
from goldthread.synthetic.sent import Sent, deletion
from goldthread.synthetic.systems.gazetteer import place_row

DAYS = 7
# Begun with a dot, so that whoever hands the folder in does not hand in the answers.
TRUTH = ".week-truth.json"


@dataclass
class Week:
    """What the folder holds, by source: rows in all, and what must become of them. `mistakes` tell each faulty row."""

    folder: Path
    files: dict[str, str] = field(default_factory=dict)
    rows: Counter[str] = field(default_factory=Counter)
    accepted: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    quarantined: Counter[str] = field(default_factory=Counter)
    mentions: list[list[str]] = field(default_factory=list)
    mistakes: list[dict[str, Any]] = field(default_factory=list)


def write_week(folder: Path, seed: int | str, scale: str, anchor: datetime) -> Week:
    """The week before `anchor`, of the force that `write` wrote with the same arguments."""
    if anchor.tzinfo is None:
        raise ValueError("The anchor is an instant: it needs its offset.")
    folder.mkdir(parents=True, exist_ok=True)
    force = Force(str(seed), SCALES[scale], anchor)
    again, left_out = _last_days(force)
    week = Week(folder)
    old_place, new_place = _places(force)
    again.append(old_place)
    new = [*left_out, *_corrections(again, anchor), new_place]
    wrong = mistakes.made(force.teller, anchor)
    for source in SOURCES:
        _write(week, force, source, again, new, wrong)
    about = {name: value for name, value in vars(week).items() if name != "folder"}
    (folder / TRUTH).write_text(json.dumps(about, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    return week


def _last_days(force: Force) -> tuple[list[Sent], list[Sent]]:
    """Rows that were sent, and those that were not; nothing of a record that its source has deleted since."""
    since = force.anchor - timedelta(days=DAYS)
    sent: list[Sent] = []
    left_out: list[Sent] = []
    deleted: set[tuple[str, str]] = set()
    for planted in force.arrivals(force.anchor):
        row = planted.sent
        if row.cells["op"] == "delete":
            deleted.add((row.source, row.record_id))
        elif row.arrives_at >= since and not planted.code:
            (left_out if force.is_withheld(row) else sent).append(row)
    kept = [row for row in sent if (row.source, row.record_id) not in deleted]
    return _once(kept), _once(left_out)


def _once(rows: Iterable[Sent]) -> list[Sent]:
    """A row that went twice goes once now."""
    return list({json.dumps(row.cells, sort_keys=True): row for row in rows}.values())


def _corrections(again: list[Sent], anchor: datetime) -> list[Sent]:
    """Three records their sources have put right since, and one that is gone, where there are so many."""
    when = anchor - timedelta(minutes=40)
    after = timedelta(minutes=5)
    calls, notices = _of(again, "cad"), _of(again, "merlin")
    changed = [one.again(when, after, grade="I", closing_code="graded again on review") for one in calls[:1]]
    corrected = "Corrected: the second child seen was a cousin."
    changed += [one.again(when, after, seen_words=corrected) for one in notices[:1]]
    changed += [one.again(when, after, released_to="carer") for one in _of(again, "custody")[-1:]]
    return changed + [deletion(one, when + after) for one in calls[1:2]]


def _places(force: Force) -> tuple[Sent, Sent]:
    """A school that was known, word for word, and a house that is new."""
    gazetteer, columns = force.population.gazetteer, ADAPTERS["gazetteer"].columns()
    school = place_row(columns, gazetteer.schools[BOROUGHS[0]][0], at(first_day(force.on), 3))
    house = gazetteer.named("1 Topping Out Mews", BOROUGHS[0])
    return school, place_row(columns, house, force.anchor - timedelta(days=1))


def _of(rows: list[Sent], source: str) -> list[Sent]:
    """Of a source, no story's, the latest version of each."""
    return list({row.record_id: row for row in rows if row.source == source and not row.story}.values())


def _write(week: Week, force: Force, source: str, again: list[Sent], new: list[Sent], wrong: list[Mistake]) -> None:
    mine = [[row for row in rows if row.source == source] for rows in (again, new)]
    faulty = [mistake for mistake in wrong if mistake.sent.source == source]
    if not any((*mine, faulty)):
        return
    name = f"{force.on.isoformat()}-week.{ENDS[ADAPTERS[source].form]}"
    path = week.folder / source / name
    path.parent.mkdir(exist_ok=True)
    file = file_of(source, path)
    for rows, outcome in zip(mine, (week.unchanged, week.accepted), strict=True):
        for row in rows:
            file.row(row.cells)
            outcome[source] += 1
            week.mentions += [[source, row.record_id, key, person] for key, person in row.truth.items()]
    for mistake in faulty:
        if mistake.code == "Q-CUT-01" and isinstance(file, NdjsonFile):
            number = file.half_a_row(mistake.sent.cells)
        else:
            number = file.row(mistake.sent.cells, mistake.encoding)
        (week.quarantined if mistake.code.startswith("Q-") else week.accepted)[source] += 1
        week.mistakes.append(mistake.told(name, number))
        if not mistake.code.startswith("Q-"):
            truth = mistake.sent.truth
            week.mentions += [[source, mistake.sent.record_id, key, person] for key, person in truth.items()]
    file.close()
    week.files[source] = name
    week.rows[source] = week.unchanged[source] + week.accepted[source] + week.quarantined[source]
