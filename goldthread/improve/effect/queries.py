"""Every test of effect as it stands: before and now, its counter-measure, its pass mark, and what it cannot know."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from goldthread.core import clocks, db
from goldthread.core.access.reader import Reader
from goldthread.core.refusals import NotFound, NotValid
from goldthread.improve.effect import saying
from goldthread.improve.effect.among import compared, standing_out
from goldthread.improve.effect.cells import Cells
from goldthread.improve.effect.declared import Test, Tests, declared
from goldthread.improve.effect.evaluating import Time, is_shown, passed, unknown, verdict
from goldthread.improve.effect.measures import SAME_AS, SENT, measures, read
from goldthread.improve.effect.models import Adoption, Evaluation
from goldthread.improve.effect.months import moved, start_of
from goldthread.improve.effect.narrowing import as_seen, reading_seen
from goldthread.improve.effect.sending import Sending, counted, said, sending
from goldthread.improve.effect.shapes import SHARE, Also, Reading, Tested
from goldthread.improve.governance.queries import Sight, must_see
from goldthread.improve.plans.queries import closed_at
from goldthread.improve.recommendations.models import Point, Recommendation
from goldthread.improve.recommendations.stages import CLOSED

SOONEST = "the force's own work here does not reach back far enough: the two times would overlap"
NOT_DECLARED = "no measure is declared for it"
MOST_MONTHS = 36
When = datetime | None


@dataclass(frozen=True)
class Asked:
    """The two times that are compared, and what was counted of every measure in both and between."""

    tests: Tests
    before: Time
    now: Time
    cells: Mapping[str, Cells]
    sending: Sending | None = None  # where a test is of the decisions that sent people
    boroughs: tuple[str, ...] = ()

    @property
    def overlaps(self) -> bool:
        return self.before[1] > self.now[0]

    def reading(self, measure: str, time: Time, why: str = "", borough: str = "") -> Reading:
        if not measure:
            return unknown(SHARE, why or NOT_DECLARED, time)
        if self.overlaps and time == self.before:
            return unknown(measures()[measure].unit, SOONEST, time)
        return self.cells[measure].reading(*time, borough)

    def was(self, measure: str, why: str = "", borough: str = "") -> Reading:
        """Before: in the baseline, or before the decisions where the measure is read from them."""
        if self.sending and measure in SAME_AS:
            return self.sending.reading(measure, self.cells[measure], self.before, is_after=False, borough=borough)
        return self.reading(measure, self.before, why, borough)

    def stands(self, measure: str, why: str = "", borough: str = "") -> Reading:
        """Now, or after the decisions where the measure is read from them."""
        if self.sending and measure in SAME_AS:
            return self.sending.reading(measure, self.cells[measure], self.now, is_after=True, borough=borough)
        return self.reading(measure, self.now, why, borough)


@dataclass(frozen=True)
class Decided:
    """What people decided of one test: the mark in force, and the readings that they kept."""

    adoption: Adoption | None
    kept: Sequence[Evaluation]

    @property
    def passes(self) -> list[Time]:
        return [(one.since, one.until) for one in self.kept if one.is_passed]


def tested(by: Reader, since: When = None, until: When = None, at: When = None) -> list[Tested]:  # noqa: PT028
    """Every test as it stands, the first first; `since` and `until` are the time read as now, in whole months.

    `at` is a past instant: marks adopted and readings kept since are not in it, nor recommendations imported since, and
    a wait that ended since is not over.
    """
    sight = _must_see(by)
    tests = declared()
    return [as_seen(one, sight) for one in _all(tests, tests.tests, since, until, at)]


def one_tested(by: Reader, number: str, since: datetime | None = None, until: datetime | None = None) -> Tested:
    """One recommendation's test as it stands."""
    sight = _must_see(by)
    tests = declared()
    return as_seen(_all(tests, [test_called(tests, number)], since, until)[0], sight)


def _must_see(by: Reader) -> Sight:
    by.must("read_recommendations")
    return must_see(by, "effect")


def test_called(tests: Tests, number: str) -> Test:
    found = tests.called(number.strip())
    if found is None:
        raise NotFound("There is no test of effect of that number.", "See the tests of effect.")
    return found


def read_measure(by: Reader, measure: str, since: datetime | None = None, until: datetime | None = None) -> Reading:
    """One measure of the whole force in a time, or in the last months that a test is read over."""
    sight = _must_see(by)
    if measure not in measures():
        raise NotValid("measure", f'"{measure[:60]}" is no measure.', "See the tests of effect for their measures.")
    now = _now(declared(), since, until)
    found = read([measure], *now)[measure].reading(*now)
    return reading_seen(found) if sight.is_suppressed else found


def now_read(since: datetime | None = None, until: datetime | None = None) -> Time:
    """The time that is read as now, where one is asked for or not."""
    return _now(declared(), since, until)


def passes_of(recommendation_id: int) -> list[Time]:
    """The times in which the test of a recommendation was passed, as readings that were kept have it."""
    number = number_of(recommendation_id)
    return _decided([number], clocks.now())[number].passes if number else []


def number_of(recommendation_id: int) -> str:
    """The number of the test of a recommendation; empty where it has none."""
    one = Recommendation.objects.filter(pk=recommendation_id).first()
    test = declared().called(one.number) if one else None
    return test.number if test and _recommendations([test])[test.number] == recommendation_id else ""


def _all(
    tests: Tests, wanted: Sequence[Test], since: datetime | None, until: datetime | None, at: datetime | None = None
) -> list[Tested]:
    now = _now(tests, since, until)
    before = _before(tests, now)
    names = [name for one in wanted for name in (one.outcome, one.counter.measure, *one.also) if name]
    strange = sorted({name for name in names if name not in measures()})
    if strange:
        raise NotValid("tests", f"{strange[0]} is no measure of this installation.", "Correct the file of tests.")
    asked = _read(tests, before, now, names, at)
    of = _recommendations(wanted, at)
    decided = _decided((one.number for one in wanted), at or clocks.now())
    return [_tested(one, asked, decided[one.number], of.get(one.number)) for one in wanted]


def _read(tests: Tests, before: Time, now: Time, names: Sequence[str], at: datetime | None) -> Asked:
    """Everything that was counted of every measure; with the decisions that sent people, where a test is of them."""
    span = (min(before[0], now[0]), max(before[1], now[1]))
    cells = read(names, *span, at)
    if not SAME_AS.keys() & set(names):
        return Asked(tests, before, now, cells)
    found = sending(span, tests.months, at or clocks.now())
    return Asked(tests, before, now, found.narrowed(cells), found, tuple(cells[SENT].boroughs if SENT in cells else ()))


def _now(tests: Tests, since: datetime | None, until: datetime | None) -> Time:
    """The time read as now, from the first of its first month; this month counts so far."""
    end = until or moved(clocks.now(), 1)
    start = moved(since, 0) if since else moved(end, -tests.months)
    if not start < end <= moved(start, MOST_MONTHS):
        raise NotValid("until", "That is no time, or over three years.", "Choose a later end, or a nearer one.")
    return start, end


def _before(tests: Tests, now: Time) -> Time:
    """The baseline: the days that the force set, else its first months here, which stay the same ever after."""
    if tests.baseline:
        return start_of(tests.baseline[0]), moved(start_of(tests.baseline[1]), 0)
    first: datetime | None = db.fetch_one("SELECT goldthread_effect_first() AS at")["at"]
    start = moved(first or now[0], 0)
    return start, moved(start, tests.months)


def _recommendations(wanted: Iterable[Test], at: datetime | None = None) -> dict[str, int]:
    """The recommendation of the register that each test is of: the newest report's that says what it is about."""
    numbers = [one.number for one in wanted]
    there = Recommendation.objects.filter(number__in=numbers, kind="recommendation")
    there = (
        there.filter(report__confirmed_at__lte=at).exclude(pk__in=closed_at(at))
        if at
        else there.exclude(state__in=CLOSED)
    )
    held = list(there.order_by("-report__published_on", "pk"))
    words = {one.pk: f"{one.title} {one.text}" for one in held}
    for point in Point.objects.filter(recommendation__in=list(words)).order_by("place"):
        words[point.recommendation_id] += f" {point.text}"
    return {
        test.number: next((one.pk for one in held if test.is_of(one.number, words[one.pk])), 0) or 0 for test in wanted
    }


def _decided(numbers: Iterable[str], at: datetime) -> dict[str, Decided]:
    """What had been decided by an instant."""
    wanted = list(numbers)
    last: dict[str, Adoption] = {}
    for one in Adoption.objects.filter(number__in=wanted, at__lte=at).select_related("officer").order_by("at", "pk"):
        last[one.number] = one
    kept: dict[str, list[Evaluation]] = {number: [] for number in wanted}
    for evaluation in (
        Evaluation.objects.filter(number__in=wanted, at__lte=at).select_related("officer").order_by("until", "pk")
    ):
        kept[evaluation.number].append(evaluation)
    return {number: Decided(_in_force(last.get(number)), kept[number]) for number in wanted}


def _in_force(one: Adoption | None) -> Adoption | None:
    return one if one and one.value is not None else None


def _tested(test: Test, asked: Asked, decided: Decided, recommendation: int | None) -> Tested:
    before = asked.was(test.outcome, test.unknown_because)
    now = asked.stands(test.outcome, test.unknown_because)
    came = verdict(before, now, test.better)
    counter = test.counter
    counter_before = asked.was(counter.measure, counter.unknown_because)
    counter_now = asked.stands(counter.measure, counter.unknown_because)
    counter_came = verdict(counter_before, counter_now, counter.better)
    adoption = decided.adoption if decided.adoption and decided.adoption.outcome == test.outcome else None
    mark = adoption.value if adoption else None
    is_passed = passed(now, mark, test.better, came, counter_came)
    boroughs, boroughs_before = _boroughs(test, asked)
    told = Tested(
        number=test.number, title=test.title, version=asked.tests.version, outcome=test.outcome,
        outcome_words=_words(test.outcome) or test.title, better=test.better, child=test.child, baseline=before,
        now=now, series=_series(test, asked), boroughs=boroughs, borough_baselines=boroughs_before, verdict=came,
        counter=counter.measure, counter_words=_words(counter.measure) or counter.why, counter_why=counter.why,
        counter_baseline=counter_before, counter_now=counter_now, counter_verdict=counter_came,
        also=tuple(_also(name, asked) for name in test.also),
        pass_mark=mark if adoption else test.pass_mark.value, pass_mark_words=test.pass_mark.words,
        adopted_by=f"{adoption.officer}, {adoption.post}" if adoption else None,
        adopted_on=clocks.day_of(adoption.at) if adoption else None, is_passed=is_passed,
        inputs=(*test.inputs, *_inputs(test, asked)),
        not_known=test.cannot_know, sentences=(), recommendation_id=recommendation or None, passes=len(decided.passes),
        is_shown=is_shown(decided.passes),
    )  # fmt: skip
    of_sending = said(asked.sending) if asked.sending and test.outcome == SENT else ()
    return Tested(**{**told.__dict__, "sentences": (*_sentences(told), *of_sending)})


def _inputs(test: Test, asked: Asked) -> Iterable[str]:
    """What is counted and never effect: decisions about people or money that cite a figure."""
    return counted(asked.sending, asked.boroughs) if asked.sending and test.outcome == SENT else ()


def _words(measure: str) -> str:
    return measures()[measure].words if measure else ""


def _also(measure: str, asked: Asked) -> Also:
    before, now = asked.was(measure), asked.stands(measure)
    return Also(measure, _words(measure), before, now, verdict(before, now, measures()[measure].indicator.better))


def _series(test: Test, asked: Asked) -> tuple[Reading, ...]:
    """Each month by itself, from the first of the baseline to the last read."""
    if not test.outcome:
        return ()
    at, found = min(asked.before[0], asked.now[0]), list[Reading]()
    while at < asked.now[1] and len(found) < MOST_MONTHS:
        found.append(asked.reading(test.outcome, (at, moved(at, 1))))
        at = moved(at, 1)
    return tuple(found)


Named = tuple[tuple[str, Reading], ...]


def _boroughs(test: Test, asked: Asked) -> tuple[Named, Named]:
    """Each borough now, and each in its own past: never in an order of merit."""
    names = asked.cells[test.outcome].boroughs if test.outcome else []
    now = tuple((name, asked.stands(test.outcome, borough=name)) for name in names)
    before = tuple((name, asked.was(test.outcome, borough=name)) for name in names)
    if names and asked.cells[test.outcome].is_guarded and any(one.unknown for _, one in (*now, *before)):
        return (), ()  # that a borough is named would tell that it has somebody
    return now, before


def _sentences(told: Tested) -> Iterable[str]:
    yield from saying.outcome(told.outcome_words, told.baseline, told.now, told.verdict)
    yield from saying.counter(
        told.counter_words, told.counter_why, told.counter_baseline, told.counter_now, told.counter_verdict
    )
    unit = told.now.unit
    yield saying.mark(unit, told.pass_mark, told.pass_mark_words, told.adopted_by or "", told.is_passed)
    if told.adopted_by:
        yield saying.shown(told.passes, told.is_shown)
    those = compared(told)
    if len(those) > 1:
        yield saying.of_boroughs(len(those), standing_out(those))


def kept_of(by: Reader, number: str) -> list[Evaluation]:
    """Every reading of a test that somebody kept, the newest first."""
    _must_see(by)
    test_called(declared(), number)
    return list(Evaluation.objects.filter(number=number).select_related("officer").order_by("-until", "-pk"))


def adoptions_of(by: Reader, number: str) -> list[Adoption]:
    """Every decision about a test's pass mark, the newest first."""
    _must_see(by)
    test_called(declared(), number)
    return list(Adoption.objects.filter(number=number).select_related("officer").order_by("-at", "-pk"))
