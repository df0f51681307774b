"""The standards under one profile: a rule of its day, a what-if, and the refusal to loosen what must stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from goldthread.core.refusals import Refusal
from goldthread.core.standards.due import Due, may_be_later, read_due
from goldthread.core.standards.faults import StandardsFault
from goldthread.core.standards.marks import NEEDS_REASON, Mark
from goldthread.core.standards.profiles import Profile, read_profile
from goldthread.core.standards.reading import register, settings
from goldthread.core.standards.rules import Adoption, ClockRule, Setting, Standard, Value


@dataclass(frozen=True)
class InForce:
    """A clock rule on one day: the value of that day, and who had adopted it."""

    rule: ClockRule
    value: Value
    adoption: Adoption | None

    @property
    def due(self) -> Due:
        due: Due = self.value.value
        return due

    @property
    def can_be_breached(self) -> bool:
        """False for a number of ours that nobody adopted: a missed one is a reminder missed (decision 6)."""
        return self.value.mark is not Mark.DEFAULT or self.adoption is not None


class Book:
    """Every rule and setting under one profile, plus what the force adopted or changed in the product."""

    def __init__(
        self,
        profile: Profile,
        rules: Iterable[ClockRule] = (),
        own: Iterable[tuple[str, Value]] = (),
        adopted: Iterable[Adoption] = (),
    ) -> None:
        self.profile = profile
        self.rules: dict[str, ClockRule] = register() | {rule.id: rule for rule in rules}
        self.settings: dict[str, Setting] = dict(settings())
        self.adopted = (*profile.adopted, *adopted)
        self._aliases = {alias: rule.id for rule in self.rules.values() for alias in rule.aliases}
        for name, value in (*profile.values, *own):
            self._take(name, value)
        for one in self.adopted:
            if one.standard not in self.rules:
                raise StandardsFault(profile.id, f"{one.standard} is adopted, and there is no such clock.")
        for option in profile.options:
            if option not in self.rules or not self.rules[option].option_of:
                raise StandardsFault(profile.id, f"{option} is not an option.")

    def rule(self, rule_id: str) -> ClockRule:
        """The rule under this id or alias; else a refusal that says so."""
        found = self.rules.get(self._aliases.get(rule_id, rule_id))
        if found is None:
            raise Refusal(
                "unknown_rule", f'There is no clock "{rule_id}".', "`goldthread clocks list` names them.", "rule", 404
            )
        return found

    def in_force(self, rule_id: str, on: date) -> InForce:
        """The rule as it was on a day; refused where none was in force then."""
        rule = self.rule(rule_id)
        value = rule.value_on(on)
        if value is None:
            first = min((one.from_on for one in rule.values if one.from_on), default=None)
            since = f" It is known from {first:%-d %B %Y}." if first and first > on else ""
            words = f"{rule.id} was not in force on {on:%-d %B %Y}.{since}"
            raise Refusal("not_in_force", words, "Choose another day with --as-of.", "as_of", 422)
        adoption = next((one for one in self.adopted if one.standard == rule.id and one.is_in_force(on)), None)
        return InForce(rule, value, adoption)

    def chosen(self, rule_id: str) -> str:
        """The rule that stands in for this one under the profile: the option it chose, else itself."""
        options = (one for one in self.profile.options if self.rules[one].option_of == rule_id)
        return next(options, rule_id)

    def setting(self, setting_id: str, on: date) -> Any:
        """What a setting was worth on a day."""
        found = self.settings.get(setting_id)
        value = found.value_on(on) if found else None
        if value is None:
            raise Refusal("not_in_force", f"{setting_id} has no value on {on:%-d %B %Y}.", "", "setting", 422)
        return value.value

    def what_if(self, replaced: Mapping[str, str]) -> "Book":
        """The same book with some limits replaced on every day: a question, never the force's rule."""
        other = object.__new__(Book)
        other.__dict__.update(self.__dict__)
        other.rules = dict(self.rules)
        for rule_id, written in replaced.items():
            rule = self.rule(rule_id)
            try:
                asked = read_due(written)
            except ValueError as error:
                raise Refusal("not_a_limit", str(error), "", "what_if", 422) from error
            values = tuple(replace(one, value=asked, source="What if") for one in rule.values)
            other.rules[rule.id] = replace(rule, values=values)
        return other

    def _take(self, name: str, value: Value) -> None:
        held: dict[str, Any] = self.rules if name in self.rules else self.settings
        if name not in held:
            raise StandardsFault(self.profile.id, f"There is no standard {name}.")
        standard: Standard = held[name]
        for base in standard.values:
            if _overlap(base, value):
                check_change(standard, base, value, self.profile.id)
        held[name] = standard.with_values(value)


def check_change(standard: Standard, base: Value, new: Value, where: str) -> None:
    """Refuse a force's own value that law or guidance does not leave to it (design decision 7)."""
    if not is_looser(standard, base.value, new.value):
        return
    if standard.fixed:
        raise StandardsFault(where, f"{standard.id} is fixed ({base.mark}): {new.value} would loosen it.")
    if base.mark in NEEDS_REASON and not (new.reason and new.by):
        raise StandardsFault(where, f"{standard.id} is {base.mark}: loosening it needs a reason, and by whom.")


def is_looser(standard: Standard, old: Any, new: Any) -> bool:
    """True unless the new value is at least as strict as the old."""
    if isinstance(standard, ClockRule):
        return may_be_later(new, old)
    if old == new or standard.stricter == "no way":
        return False
    if standard.stricter in ("true", "false"):
        return bool(new is not (standard.stricter == "true"))
    if standard.stricter == "longer list":
        return not set(old) <= set(new)
    return bool(new > old if standard.stricter == "lower" else new < old)


def open_book(name: str) -> Book:
    """The book of a profile by name or path, as it ships: nothing adopted in a database is in it."""
    return Book(read_profile(name))


def _overlap(one: Value, other: Value) -> bool:
    starts = max(one.from_on or date.min, other.from_on or date.min)
    return starts <= min(one.to_on or date.max, other.to_on or date.max)
