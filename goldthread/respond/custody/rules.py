"""A child's nights in custody, the place to ask the authority for, and section 136. Certificates have their file."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from goldthread.core.clocks.calendars import local_time, start_of
from goldthread.core.clocks.instants import Moment
from goldthread.core.refusals import NotValid
from goldthread.respond.ages import age_on
from goldthread.respond.ruling import Ruling, refused

OVERNIGHT_LEAST = timedelta(hours=4)  # custody.overnight.min_hours
NIGHT_ENDS = time(8)
LIMB_B_LEAST_AGE = 12  # custody.certificate.least_age
# Mental Health Act 1983 s136A: from this day no child is taken to or kept at a police station as a place of safety.
STATION_BARRED_FROM = date(2017, 12, 11)
POLICE_STATION = "police_station"


@dataclass(frozen=True)
class Overnight:
    """The longest unbroken stretch of one night: of the whole detention, of what came before the charge, and after.

    A night that the charge cuts into two short parts is overnight though neither part is: the three are asked apart.
    """

    whole: timedelta
    before_charge: timedelta
    after_charge: timedelta
    least: timedelta = OVERNIGHT_LEAST

    @property
    def is_overnight(self) -> bool:
        return self.whole >= self.least

    @property
    def is_overnight_before_charge(self) -> bool:
        return self.before_charge >= self.least

    @property
    def is_overnight_after_charge(self) -> bool:
        return self.after_charge >= self.least


def overnight(
    begun_at: datetime, ended_at: datetime, charged_at: datetime | None = None, *, least: timedelta = OVERNIGHT_LEAST
) -> Overnight:
    """The nights of one detention; for one that goes on, `ended_at` is the present."""
    if ended_at < begun_at:
        raise NotValid("ended_at", "The detention ended before it began.", "Check both times.")
    charged = min(max(charged_at, begun_at), ended_at) if charged_at else ended_at
    return Overnight(
        longest_at_night(begun_at, ended_at),
        longest_at_night(begun_at, charged),
        longest_at_night(charged, ended_at),
        least,
    )


def longest_at_night(begun_at: datetime, ended_at: datetime) -> timedelta:
    """The longest stretch between local midnight and 08:00 of one day, elapsed: 9 hours in autumn, 7 in spring."""
    first, last = Moment.of(begun_at).on, Moment.of(ended_at).on
    nights = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return max((_of_night(day, begun_at, ended_at) for day in nights), default=timedelta())


def _of_night(day: date, begun_at: datetime, ended_at: datetime) -> timedelta:
    # `start_of` and `local_time` are in UTC, so the difference is elapsed time.
    begin, end = max(begun_at.astimezone(UTC), start_of(day)), min(ended_at, local_time(day, NIGHT_ENDS))
    return max(end - begin, timedelta())


@dataclass(frozen=True)
class Asking:
    """What to ask the authority for, what to do when it says no, and the limbs on which the child may then be kept."""

    kind: str  # secure or non_secure
    if_refused: str
    may_be_kept_on: tuple[str, ...]


def place_to_ask_for(age: int, serious_harm: bool, *, least_age: int = LIMB_B_LEAST_AGE) -> Asking:
    """PACE 1984 s38(6): secure accommodation only from 12 and only where the public needs it against serious harm."""
    if not 10 <= age <= 17:
        raise NotValid("age", f"Section 38(6) does not reach an age of {age}.", "It is for 10 to 17.")
    if age >= least_age and serious_harm:
        return Asking("secure", "Ask also whether a place that is not secure would be adequate.", ("a", "b"))
    if age < least_age:
        return Asking("non_secure", "Escalate.", ("a",))
    return Asking("non_secure", "The authority must accept. Escalate.", ("a",))


def place_asked_for(kind: str, age: int, serious_harm: bool, *, least_age: int = LIMB_B_LEAST_AGE) -> Ruling:
    """A request that was made: saved; alarmed where the wrong kind of place was asked for."""
    right = place_to_ask_for(age, serious_harm, least_age=least_age).kind
    counted = ("CUS-I05",) if kind == "non_secure" and not serious_harm else ()
    if kind == right:
        return Ruling(counted_in=counted)
    wanted = {"secure": "a secure place", "non_secure": "a place that is not secure"}[right]
    return Ruling(alarm=True, words=f"The wrong kind of place was asked for. Ask for {wanted}.", counted_in=counted)


def is_barred_from_station(born_on: date, at: datetime, place: str) -> bool:
    """Whether section 136A keeps this person from this place of safety: a child, a police station, since it came in."""
    on = Moment.of(at).on
    return place == POLICE_STATION and on >= STATION_BARRED_FROM and age_on(born_on, on) < 18


def section_136_planned(born_on: date, at: datetime, place: str) -> Ruling:
    """A plan to use a place of safety: refused where it is a police station and the person a child."""
    if is_barred_from_station(born_on, at, place):
        return refused("A child is never taken to a police station as a place of safety. Choose another place.")
    return Ruling()


def section_136_used(born_on: date, at: datetime, place: str) -> Ruling:
    """A place of safety that was used: saved, and an incident where it was a station and the person a child."""
    if is_barred_from_station(born_on, at, place):
        words = "A child was at a police station as a place of safety. Move the child now; this is an incident."
        return Ruling(alarm=True, words=words, saved_as="incident", counted_in=("CUS-I14",))
    return Ruling()
