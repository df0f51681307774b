"""Every refusal there is: a code, the words a person reads, and what to do. Doors map these; they add nothing."""

from dataclasses import dataclass
from typing import Any


@dataclass
class Refusal(Exception):
    """A decision not to do what was asked. The same code and words go out by page, API and command."""

    code: str
    words: str
    remedy: str = ""
    field: str = ""
    status: int = 403
    people: tuple[Any, ...] = ()  # whom it was about, for the log; never sent to whoever was refused

    def __str__(self) -> str:
        return f"{self.words} {self.remedy}".strip()

    def as_json(self) -> dict[str, str]:
        """The one shape in which API and command print a refusal."""
        shape = {"refused": self.code, "words": self.words, "remedy": self.remedy}
        return {**shape, "field": self.field} if self.field else shape


class NotFound(Refusal):
    """Nothing under that reference that this reader may know of. Hidden and absent answer alike."""

    def __init__(self, words: str = "Nothing is held under that reference.", remedy: str = "Check it.") -> None:
        super().__init__("not_found", words, remedy, status=404)


class NotValid(Refusal):
    """An impossible or missing value: names the field and what to enter."""

    def __init__(self, field: str, words: str, remedy: str = "") -> None:
        super().__init__("not_valid", words, remedy, field=field, status=422)


class Clash(Refusal):
    """Somebody else acted first; nothing was lost and nothing was overwritten."""

    def __init__(self, words: str, remedy: str = "Read what changed, then decide again.") -> None:
        super().__init__("clash", words, remedy, status=409)
