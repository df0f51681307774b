"""What an authority may answer, and what it may say is wrong, in codes and in words."""

from goldthread.core.refusals import NotValid
from goldthread.respond.concern.choices import OUTCOMES, STAGES

# Why an authority sends something back to us.
DISPUTES = (
    ("not_ours", "The child is not ours"),
    ("wrong_child", "It is about the wrong child"),
    ("not_enough", "It does not tell us enough"),
)
# Every outcome with the stage it belongs to. "Returned to us" is a stage that needs no other code.
STAGE_OF = {code: stage for stage, codes in OUTCOMES.items() for code, _ in codes} | {"returned": "returned"}
WORDS = {code: words for codes in OUTCOMES.values() for code, words in codes} | {"returned": "Returned to us"}


def read_outcome(stage: str, code: str) -> tuple[str, str]:
    """The stage and the outcome meant, or the refusal that names what cannot be."""
    stage, code = stage.strip().lower(), code.strip()
    known = {one.lower(): one for one in STAGE_OF}
    if not code and stage == "returned":
        return "returned", ""
    if code.lower() not in known:
        raise NotValid("code", f'"{code[:40]}" is not an outcome.' if code else "Enter the outcome.", _choice(stage))
    found = known[code.lower()]
    own = STAGE_OF[found]
    if stage and stage != own:
        stages = dict(STAGES)
        raise NotValid("stage", f'"{stage[:40]}" is not the stage of {found}.', f"It is {own}: {stages[own].lower()}.")
    return own, "" if found == "returned" else found


def _choice(stage: str) -> str:
    """The codes there are at a stage; all twenty at once are more than anybody reads."""
    own = [code for code, of in STAGE_OF.items() if of == stage]
    if own:
        return f"At the stage {stage}, choose one of: {', '.join(own)}."
    return f"Choose one. By system, give the stage too ({', '.join(dict(STAGES))}): each has codes of its own."


def outcome_words(stage: str, outcome: str) -> str:
    """A stage and its outcome as a reader is told them."""
    if not stage:
        return ""
    when = dict(STAGES)[stage]
    return f"{when}: {WORDS[outcome][0].lower()}{WORDS[outcome][1:]}" if outcome else when
