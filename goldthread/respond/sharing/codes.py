"""What a recipient may answer, and what it may say is wrong, in codes and in words; each kind of share has its own."""

from collections.abc import Mapping
from dataclasses import dataclass

from goldthread.core.refusals import NotValid

Choices = tuple[tuple[str, str], ...]
# Why an authority sends something back to us.
DISPUTES = (
    ("not_ours", "The child is not ours"),
    ("wrong_child", "It is about the wrong child"),
    ("not_enough", "It does not tell us enough"),
)
RETURNED = "returned"


@dataclass(frozen=True)
class Codes:
    """Every outcome with the stage it belongs to. "Returned to us", where there is one, is a stage without a code.

    `open_ones` are codes that answer nothing: what waits goes on waiting.
    """

    stages: Choices
    outcomes: Mapping[str, Choices]
    open_ones: tuple[str, ...] = ()

    @property
    def stage_of(self) -> dict[str, str]:
        own = {code: stage for stage, codes in self.outcomes.items() for code, _ in codes}
        return own | ({RETURNED: RETURNED} if RETURNED in dict(self.stages) else {})

    @property
    def words(self) -> dict[str, str]:
        return {code: words for codes in self.outcomes.values() for code, words in codes} | {RETURNED: "Returned to us"}

    @property
    def listed(self) -> list[str]:
        """Every code, in order."""
        return [code for codes in self.outcomes.values() for code, _ in codes]

    def read(self, stage: str, code: str) -> tuple[str, str]:
        """The stage and the outcome meant, or the refusal that names what cannot be."""
        stage, code = stage.strip().lower(), code.strip()
        of = self.stage_of
        known = {one.lower(): one for one in of}
        if not code and stage == RETURNED in of:
            return RETURNED, ""
        if code.lower() not in known:
            told = f'"{code[:40]}" is not an outcome.' if code else "Enter the outcome."
            raise NotValid("code", told, self._choice(stage))
        found = known[code.lower()]
        own = of[found]
        if stage and stage != own:
            right = f"It is {own}: {dict(self.stages)[own].lower()}."
            raise NotValid("stage", f'"{stage[:40]}" is not the stage of {found}.', right)
        return own, "" if found == RETURNED else found

    def said(self, stage: str, outcome: str) -> str:
        """A stage and its outcome as a reader is told them."""
        if not stage:
            return ""
        when = dict(self.stages)[stage]
        words = self.words.get(outcome, outcome)
        return f"{when}: {words[0].lower()}{words[1:]}" if outcome else when

    def _choice(self, stage: str) -> str:
        """The codes there are at a stage; all twenty at once are more than anybody reads."""
        of = self.stage_of
        own = [code for code, at in of.items() if at == (stage if len(self.stages) > 1 else at)]
        if own:
            where = f"At the stage {stage}, choose" if len(self.stages) > 1 else "Choose"
            return f"{where} one of: {', '.join(own)}."
        return f"Choose one. By system, give the stage too ({', '.join(dict(self.stages))}): each has codes of its own."
