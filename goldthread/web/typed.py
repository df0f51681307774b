"""What somebody typed and what is wrong with it, in one shape for Django's forms and for plain dicts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import BaseForm


@dataclass(frozen=True)
class Typed:
    """`values` by field, kept as typed; `errors` by field, one sentence each, "" for the form as a whole."""

    values: Mapping[str, Any] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)

    def value(self, name: str) -> str:
        """The typed value of a field, or nothing."""
        found = self.values.get(name)
        return "" if found is None else str(found)

    def chosen(self, name: str) -> list[str]:
        """Every value chosen for a field of ticks."""
        found = self.values.get(name) or []
        many = found if isinstance(found, Iterable) and not isinstance(found, str) else [found]
        return [str(one) for one in many]

    def error(self, name: str) -> str:
        return self.errors.get(name, "")


def typed(form: "BaseForm | Mapping[str, Any] | Typed | None") -> Typed:
    """Read a Django form, a dict of `values` and `errors`, or nothing yet."""
    if isinstance(form, Typed):
        return form
    if isinstance(form, BaseForm):
        errors = {
            "" if key == NON_FIELD_ERRORS else key: " ".join(map(str, found)) for key, found in form.errors.items()
        }
        return Typed({name: form[name].value() for name in form.fields}, errors)
    given = form or {}
    return Typed(given.get("values", {}), {key: _sentence(found) for key, found in given.get("errors", {}).items()})


def _sentence(found: str | Iterable[str]) -> str:
    return found if isinstance(found, str) else " ".join(found)
