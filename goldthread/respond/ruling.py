"""What becomes of an entry that meets a rule: a draft may be refused, a fact never is (design decision 14)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Ruling:
    """Whether it is saved, as what, and who must hear of it. `words` say why, wherever it is not simply saved.

    `counted_in` names the indicators whose numerator it joins.
    """

    saved: bool = True
    alarm: bool = False
    words: str = ""
    saved_as: str = ""
    counted_in: tuple[str, ...] = ()


def refused(words: str) -> Ruling:
    """A plan or a draft that cannot stand. Nothing is saved, and nobody is called."""
    return Ruling(saved=False, words=words)
