"""Reading question sets from their files: a fault names the file and the row, and an issued version never changes."""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from goldthread.core.criteria.sets import EFFECTS, Asked, Criterion, Drift, QuestionSet
from goldthread.core.standards.faults import StandardsFault
from goldthread.core.standards.fields import Entry, read_file
from goldthread.core.standards.reading import mark_of

HERE = Path(__file__).parent
SETS = HERE / "sets"
ISSUED = "issued.yaml"
SET_KEYS = (
    "id", "version", "title", "applies_to", "case_types", "frame", "issued_on", "publisher", "source", "mark", "drift",
    "short_form", "questions",
)  # fmt: skip
ROW_KEYS = ("id", "words", "criterion", "topics", "effect_of_no", "look_at", "recommendations")
SET_ID = re.compile(r"[A-Z][A-Z0-9]{2}")


@cache
def question_sets() -> tuple[QuestionSet, ...]:
    """Every version of every set that ships."""
    return read_sets(SETS)


def read_sets(folder: Path) -> tuple[QuestionSet, ...]:
    """Every set in a folder, checked against each other and against what was issued."""
    found = tuple(read_set(path) for path in sorted(folder.glob("*-*.yaml")))
    _check_issued(folder, found)
    _check_ids(found)
    return found


@cache
def criteria() -> dict[str, Criterion]:
    """The criteria of the method of 2014 to 2023, by code."""
    held = read_file(HERE / "criteria.yaml")
    return {
        one["code"]: Criterion(one["code"], one["title"], tuple(one["topics"]), tuple(one["may_add"]))
        for one in held["codes"]
    }


@cache
def topics() -> dict[str, str]:
    """The topics of the method of 2024: number and title."""
    return {one["number"]: one["title"] for one in read_file(HERE / "criteria.yaml")["topics"]}


def read_set(path: Path) -> QuestionSet:
    """One version of one set, from a file called like `mis-1.yaml`."""
    held = read_file(path)
    entry = Entry(path.name, held, SET_KEYS)
    set_id, version = entry.text("id", needed=True), _version(entry)
    if not SET_ID.fullmatch(set_id) or path.name != f"{set_id.lower()}-{version}.yaml":
        raise StandardsFault(path.name, f"The file of {set_id} version {version} is {set_id.lower()}-{version}.yaml.")
    questions = tuple(
        _question(f"{path.name}, row {row}", one, set_id) for row, one in enumerate(entry.list_of("questions"), 1)
    )
    short, reason = _short_form(path.name, held.get("short_form"), questions)
    issued_on = entry.day("issued_on", needed=True)
    assert issued_on is not None  # noqa: S101
    return QuestionSet(
        id=set_id,
        version=version,
        title=entry.text("title", needed=True),
        applies_to=entry.text("applies_to", needed=True),
        case_types=entry.texts("case_types"),
        frame=entry.text("frame", needed=True),
        issued_on=issued_on,
        publisher=entry.text("publisher", needed=True),
        source=entry.text("source", needed=True),
        mark=mark_of(entry),
        drift=_drift(path.name, held.get("drift")),
        questions=questions,
        short=short,
        short_reason=reason,
        digest=digest_of(held),
    )


def digest_of(held: Mapping[str, Any]) -> str:
    """What a version holds, as a SHA-256 that no change of layout or comment moves."""
    return sha256("\n".join(_flat("", held)).encode()).hexdigest()


def _flat(at: str, value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key in sorted(value, key=str):
            yield from _flat(f"{at}/{key}", value[key])
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from _flat(f"{at}/{place}", one)
    else:
        yield f"{at}={' '.join(str(value).split())}"


def _version(entry: Entry) -> int:
    version = entry.held.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise StandardsFault(entry.where, "version must be a number from 1 on.")
    return version


def _question(where: str, held: Any, set_id: str) -> Asked:
    name = held.get("id") if isinstance(held, dict) else None
    entry = Entry(f"{where} ({name})" if name else where, held, ROW_KEYS)
    number, words = entry.text("id", needed=True), entry.text("words", needed=True)
    if not re.fullmatch(rf"{set_id}-\d\d", number):
        raise StandardsFault(entry.where, f"id must be like {set_id}-01.")
    if not words.endswith("?"):
        raise StandardsFault(entry.where, "words must be a question, with its mark.")
    criterion = criteria().get(code := entry.text("criterion", needed=True))
    if criterion is None:
        raise StandardsFault(entry.where, f"{code} is no criterion. Criteria: {', '.join(criteria())}.")
    effect = entry.text("effect_of_no", needed=True)
    if effect not in EFFECTS:
        raise StandardsFault(entry.where, f"{effect} is no effect of a no. Effects: {', '.join(EFFECTS)}.")
    look_at = entry.text("look_at", needed=True)
    return Asked(number, words, criterion, _topics(entry, criterion), effect, look_at, _recommendations(entry))


def _topics(entry: Entry, criterion: Criterion) -> tuple[str, ...]:
    """As the mapping has it: each topic of its criterion, and none but what the criterion may add."""
    found = entry.texts("topics")
    if not set(criterion.topics) <= set(found) <= {*criterion.topics, *criterion.may_add}:
        may = f", and may add {', '.join(criterion.may_add)}" if criterion.may_add else ""
        asked = ", ".join(criterion.topics) or "none"
        raise StandardsFault(entry.where, f"topics of {criterion.code} are {asked}{may} (criteria.yaml).")
    return found


def _recommendations(entry: Entry) -> tuple[int, ...]:
    found = entry.list_of("recommendations")
    if not all(isinstance(one, int) and not isinstance(one, bool) and one > 0 for one in found):
        raise StandardsFault(entry.where, "recommendations must be a list of numbers.")
    return tuple(found)


def _short_form(name: str, held: Any, questions: Collection[Asked]) -> tuple[frozenset[str], str]:
    entry = Entry(f"{name}, short_form", held, ("questions", "reason"))
    short = frozenset(entry.texts("questions", needed=True))
    if strange := sorted(short - {one.id for one in questions}):
        raise StandardsFault(entry.where, f"{', '.join(strange)} is no question of this set.")
    if missing := [one.id for one in questions if one.may_not_be_left_out and one.id not in short]:
        told = "they can send a case back, hold a grade at inadequate, or test a recommendation"
        raise StandardsFault(entry.where, f"{', '.join(missing)} may not be left out: {told}.")
    return short, entry.text("reason", needed=True)


def _drift(name: str, held: Any) -> Drift:
    entry = Entry(f"{name}, drift", held, ("limits", "note", "source"))
    limits = [Entry(f"{name}, drift, row {row}", one, ("when", "limit"))
              for row, one in enumerate(entry.list_of("limits"), 1)]  # fmt: skip
    read = tuple((one.text("when"), one.text("limit", needed=True)) for one in limits)
    return Drift(read, entry.text("note", needed=True), entry.text("source", needed=True))


def _check_issued(folder: Path, found: Collection[QuestionSet]) -> None:
    """What was issued is what is there: nothing edited, nothing taken away, nothing unlisted."""
    ledger = folder / ISSUED
    issued: dict[str, Any] = read_file(ledger) if ledger.exists() else {}
    there = {one.name: one for one in found}
    for name, one in there.items():
        file = f"{one.id.lower()}-{one.version}.yaml"
        if name not in issued:
            raise StandardsFault(ISSUED, f'It does not list {file}. Add the line "{name}": {one.digest}')
        if issued[name] != one.digest:
            raise StandardsFault(file, f"{name} was issued and has been changed. Put it back, and write a new version.")
    if gone := sorted(set(issued) - set(there)):
        raise StandardsFault(ISSUED, f"{', '.join(gone)} was issued and is not there. Audits rest on it: put it back.")


def _check_ids(found: Collection[QuestionSet]) -> None:
    """An id is there once in a set, and never comes back once a version has dropped it."""
    dropped: dict[str, str] = {}
    before: dict[str, set[str]] = {}
    for one in sorted(found, key=lambda held: (held.id, held.version)):
        file, ids = f"{one.id.lower()}-{one.version}.yaml", [asked.id for asked in one.questions]
        for row, number in enumerate(ids, 1):
            if number in ids[: row - 1]:
                raise StandardsFault(f"{file}, row {row}", f"{number} is there twice.")
            if number in dropped:
                told = f"{number} was dropped by {dropped[number]}. An id is never used again: take the next number."
                raise StandardsFault(f"{file}, row {row}", told)
        dropped |= dict.fromkeys(before.get(one.id, set()) - set(ids), one.name)
        before[one.id] = set(ids)
