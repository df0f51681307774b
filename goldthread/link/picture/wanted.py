"""What would agree with each fact of a search, how nearly, and what to say of it: the finder's keys, as data.

A key is worth 1 where it is the very thing typed and less where it is only near it. Worths, bits and the words' lengths
are DEFAULT (ours): set on one invented force and measured on others by `benchmarks/finding.py`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import Any

from goldthread.core import clocks
from goldthread.core.people.search_keys import door_sound, phone_end, place_words
from goldthread.core.records.ages import Age
from goldthread.core.records.dates import PartialDate
from goldthread.core.records.names import fold
from goldthread.core.records.sounds import sound
from goldthread.link.picture.asked import Asked

AFTER = "~"  # stands after every sign that a key has
LEAST = "0"  # stands before every other sign that a word has
SHORTEST_BEGINNING = 3
SHORTEST_LIKE = 5
NEAR_AGE = 2  # years an age may be out: nobody looked at a birth certificate


@dataclass(frozen=True)
class Key:
    """One key that would agree. `how`: is, from (to `upto`), near (one slip away, and not `upto`), like (alike as
    written). What is the very word, `is` finds alone: a common name would be read four times over."""

    kind: str
    value: str
    worth: float
    why: str
    how: str = "is"
    upto: str = ""
    stage: str = "find"
    bits: float = 0.0


@dataclass(frozen=True)
class Against:
    """What it counts against somebody that a value in this range is held of them, and none that agrees."""

    kind: str
    bits: float
    value: str = "0"
    upto: str = AFTER


@dataclass(frozen=True)
class Fact:
    """One thing typed: its text, every key that would agree with it, and what speaks against it."""

    text: str
    keys: tuple[Key, ...]
    against: tuple[Against, ...] = ()

    @property
    def is_word(self) -> bool:
        return any(key.kind == "name" for key in self.keys)

    @property
    def is_number(self) -> bool:
        return any(key.kind == "identifier" for key in self.keys)

    def why(self, worth: float) -> str:
        """Why it agreed: the key of that worth; for a value held that does not agree, `differs`."""
        if worth < 0:
            return "differs"
        return next(key.why for key in self.keys if abs(key.worth - worth) < 1e-9)


def facts_of(asked: Asked, variants: Callable[[str], Iterable[str]] = lambda word: ()) -> list[Fact]:
    """Every fact of a search. Where nothing in it can be looked for, what could only be weighed is looked for."""
    found = [
        *(_word(word, typed, variants, [*asked.words]) for word, typed in asked.words.items()),
        *_born(asked),
        *_numbers(asked),
        *_where(asked),
    ]
    if asked.sex:
        keys = (Key("sex", asked.sex, 1.0, "", "from", asked.sex, "weigh", 1.0),)
        found.append(Fact(asked.sex, keys, (Against("sex", 3.0),)))
    for borough in asked.boroughs:
        value = fold(borough)
        found.append(Fact(borough, (Key("borough", value, 1.0, f"known in {borough}", "from", value, "weigh", 3.0),)))
    if not any(key.stage == "find" for fact in found for key in fact.keys):
        found = [Fact(fact.text, tuple(_looked_for(key) for key in fact.keys), fact.against) for fact in found]
    return found


def as_wanted(facts: list[Fact]) -> list[dict[str, Any]]:
    """As the finder takes it. No word of why leaves for the database, and none comes back."""
    return [
        {"fact": number, **{name: value for name, value in asdict(key).items() if name != "why"}}
        for number, fact in enumerate(facts)
        for key in fact.keys
    ]


def as_against(facts: list[Fact]) -> list[dict[str, Any]]:
    return [{"fact": number, **asdict(one)} for number, fact in enumerate(facts) for one in fact.against]


def _looked_for(key: Key) -> Key:
    return Key(key.kind, key.value, key.worth, key.why, key.how, key.upto) if key.kind != "sex" else key


def _word(word: str, typed: str, variants: Callable[[str], Iterable[str]], among: list[str]) -> Fact:
    """A word of a name or of a place. An initial alone is only weighed."""
    if len(word) == 1:
        return Fact(typed, (Key("name", word, 0.3, "begins", "from", word + AFTER, "weigh", 2.0),))
    keys = [Key("name", word, 1.0, "same")]
    keys += [Key("name", other, 0.86, "short") for other in sorted(set(variants(word)) - {word})]
    keys += [Key("sound", sound(word), 0.8, "sounds")] if sound(word) else []
    keys += _near(word, "name", 0.0)
    if len(word) >= SHORTEST_BEGINNING:
        keys.append(Key("name", word + LEAST, 0.64, "begins", "from", word + AFTER))
        keys += [Key("name", word[:end], 0.58, "begun") for end in range(SHORTEST_BEGINNING, len(word))]
    else:
        keys.append(Key("name", word + LEAST, 0.4, "begins", "from", word + AFTER))
    for other in _beside(word, among):
        keys.append(Key("name", other, 0.97, "same"))
    keys.append(Key("place", word, 0.9, "place"))
    if len(word) > SHORTEST_BEGINNING:
        keys += _near(word, "place", -0.1)
    return Fact(typed, tuple(keys))


def _near(word: str, kind: str, less: float) -> Iterator[Key]:
    """Words one slip away, or alike as written. The shorter the word, the less a slip leaves of it."""
    why = "near" if kind == "name" else "place near"
    if len(word) >= 3:
        worth = {3: 0.5, 4: 0.68}.get(len(word), 0.84) + less
        yield from (Key(kind, form, worth, why, "near", word) for form in near_forms(word))
    if len(word) >= SHORTEST_LIKE:
        yield Key(kind, word, 0.6 + less, "alike" if kind == "name" else why, "like")


def near_forms(word: str) -> list[str]:
    """The word, and each form of it with one letter left out."""
    return list(dict.fromkeys([word, *(word[:i] + word[i + 1 :] for i in range(len(word)))]))


def _beside(word: str, among: list[str]) -> list[str]:
    """The word joined with its neighbours: Abdul Rahman is also Abdulrahman."""
    place = among.index(word)
    joined = [among[place - 1] + word] if place else []
    return joined + ([word + among[place + 1]] if place + 1 < len(among) else [])


def _born(asked: Asked) -> Iterator[Fact]:
    if asked.born and asked.born.precision == "day":
        yield _birth_date(asked.born, is_alone=not asked.words)
    elif asked.born:
        yield _born_within(str(asked.born).rstrip("~"), asked.born)
    if asked.age:
        yield _aged(asked.age, is_unsure=asked.is_age_unsure)


def _birth_date(born: PartialDate, *, is_alone: bool) -> Fact:
    """A digit off is looked for only where no name is: fifty dates are a great many people."""
    on = born.earliest
    keys = [Key("birth_date", on.isoformat(), 1.0, "birth date")]
    if swapped := _date(on.year, on.day, on.month):
        keys.append(Key("birth_date", swapped.isoformat(), 0.7, "birth date swapped"))
    off = [Key("birth_date", other, 0.62, "birth date one digit off") for other in _one_digit_off(on)]
    keys += off if is_alone else [replace(key, how="from", upto=key.value, stage="weigh", bits=6.0) for key in off]
    year, month = f"{on.year:04d}", f"{on.year:04d}-{on.month:02d}"
    keys += [
        _weighed(year, year + AFTER, 1.5, 0.2, "birth year"),
        _weighed(month, month + AFTER, 3.5, 0.3, "birth month"),
    ]
    keys += [_weighed(str(on.year + by), f"{on.year + by}{AFTER}", 0.3, 0.1, "near birth year") for by in (-1, 1)]
    return Fact(str(born), tuple(keys), (Against("birth_date", 5.0),))


def _born_within(value: str, born: PartialDate) -> Fact:
    why = "birth month" if born.month else "birth year"
    keys = [_weighed(value, value + AFTER, 6.5 if born.month else 4.0, 1.0, why)]
    keys += [
        _weighed(str(year), f"{year}{AFTER}", 1.5, 0.4, "near birth year") for year in (born.year - 1, born.year + 1)
    ]
    if born.month:
        keys.append(_weighed(str(born.year), f"{born.year}{AFTER}", 2.5, 0.6, "birth year"))
    return Fact(str(born), tuple(keys), (Against("birth_date", 4.0),))


def _aged(age: Age, *, is_unsure: bool) -> Fact:
    first, last = age.born_between(clocks.today())
    slack = timedelta(days=366 * (NEAR_AGE if age.estimated else 1))
    exact = 2.5 if age.estimated else 4.0
    keys = (
        _weighed(first.isoformat(), last.isoformat(), exact, 1.0, "age"),
        _weighed((first - slack).isoformat(), (last + slack).isoformat(), exact / 2, 0.5, "near age"),
    )
    return Fact(str(age), keys, () if is_unsure else (Against("birth_date", 3.0 if age.estimated else 4.0),))


def _weighed(value: str, upto: str, bits: float, worth: float, why: str) -> Key:
    return Key("birth_date", value, worth, why, "from", upto, "weigh", bits)


def _one_digit_off(on: date) -> Iterator[str]:
    """Dates that differ in one digit, of this century and the last, up to today."""
    text, today = on.isoformat(), clocks.today()
    for place in (3, 5, 6, 8, 9):  # the year's last digit, the month's two, the day's two
        for digit in "0123456789":
            changed = text[:place] + digit + text[place + 1 :]
            year, month, day = (int(part) for part in changed.split("-"))
            found = _date(year, month, day)
            if digit != text[place] and found and found <= today:
                yield changed


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _numbers(asked: Asked) -> Iterator[Fact]:
    for number in asked.phones:
        yield Fact(number, (Key("phone", number, 1.0, "phone"),))
    for end in asked.phone_ends:
        yield Fact(end, (_phone_end(end),))
    for forms in asked.numbers:
        yield Fact(forms[0], tuple(_number(forms)))


def _number(forms: list[str]) -> Iterator[Key]:
    for form in forms:
        yield Key("identifier", form, 1.0, "identifier")
        yield Key("reference", form, 0.99, "reference")
    typed = forms[0]
    if len(typed) >= 4:
        # A call is known by its day's number alone, 4417 of 4417/24OCT16.
        yield Key("reference", f"{typed}/", 0.8, "reference begins", "from", f"{typed}/{AFTER}")
    if len(typed) >= 6:
        yield Key("reference", typed, 0.7, "reference begins", "from", typed + AFTER)
        yield Key("identifier", typed, 0.75, "identifier begins", "from", typed + AFTER)
    if typed.isdigit() and 4 <= len(typed) <= 8:
        yield _phone_end(typed)


def _phone_end(digits: str) -> Key:
    value = phone_end(digits)
    return Key("phone_end", value, 0.9, "phone end", "from", value + AFTER)


def _where(asked: Asked) -> Iterator[Fact]:
    for one in asked.doors:
        beginning = f"{one.street}|{one.number}|"
        keys = [Key("door", beginning, 0.95, "door", "from", beginning + AFTER)]
        keys += [Key("door", f"{beginning}{one.flat}", 1.0, "door")] if one.flat else []
        keys.append(Key("door_sound", door_sound(one.street, one.number), 0.8, "door sounds"))
        first = place_words(one.street)[:1]
        forms = [form for word in first for form in near_forms(word)]
        keys += [Key("place", form, 0.75, "door near", "door near", one.number) for form in forms]
        keys.append(Key("door", f"{one.street}|", 0.45, "street", "from", f"{one.street}|{AFTER}"))
        yield Fact(f"{one.number} {one.street}", tuple(keys))
    for number, words in asked.maybe_doors:
        starts = [words, words.split()[0]]
        keys = [
            Key("door", f"{street}|{number}|", 0.9, "door", "from", f"{street}|{number}|{AFTER}")
            for street in dict.fromkeys(starts)
        ]
        keys += [
            Key("door_sound", f"{sound(street)}|{number}", 0.7, "door sounds") for street in starts if sound(street)
        ]
        yield Fact(f"{number} {words}", tuple(dict.fromkeys(keys)))
    if asked.streets:
        keys = [Key("door", f"{street}|", 1.0, "street", "from", f"{street}|{AFTER}") for street in asked.streets]
        yield Fact(asked.streets[0], tuple(keys))
    for code in asked.postcodes:
        yield Fact(code, (Key("postcode", code, 1.0, "postcode"), _half(code.split()[0], 0.3, 2.0)))
    for half in asked.half_postcodes:
        yield Fact(half, (_half(half, 1.0, 4.0),))


def _half(half: str, worth: float, bits: float) -> Key:
    return Key("postcode", f"{half} ", worth, "postcode begins", "from", f"{half} {AFTER}", "weigh", bits)
