"""What audits found, and whether what they sent back was acted on in every case. Pure."""

from collections.abc import Iterator, Sequence

from goldthread.audit.reviews.findings import Finding, SentBack
from goldthread.improve.reporting.document import NOT_KNOWN, WARNING, Block, Figure, Paragraph, Ref, Section, Table
from goldthread.improve.reporting.making import Maker, says, section

MOST = 20  # ours: the questions missed oftenest; the rest stand on the page of assurance
AUDITS = "First grades of the central team's audits, this quarter"
CHOSEN = "chosen, not drawn by chance: they say nothing of other cases"


def told(maker: Maker, found: Sequence[Finding], sent: SentBack) -> Section:
    """The findings of the quarter, the oftenest missed first, and what became of every case sent back."""
    return section("findings", "What audits found, and what was done", *_findings(maker, found), *_sent(maker, sent))


def _findings(maker: Maker, found: Sequence[Finding]) -> Iterator[Block]:
    if not found:
        yield Paragraph((says("No audit of the quarter was graded: what audits would find is not known."),), NOT_KNOWN)
        return
    rows = []
    for one in found[:MOST]:
        ref = maker.enter(_figure(one))
        how = "drawn by chance" if one.is_even else CHOSEN
        rows.append((says(one.question), says(one.words), says(one.area), says(ref), says(how)))
    yield Table("Questions answered no or not recorded, the oftenest first",
                ("Question", "Asked", "Work", "Missed", "Cases were"), tuple(rows))  # fmt: skip


def _figure(one: Finding) -> Figure:
    return Figure(
        "", f"findings.{one.area}.{one.question}.v{one.version}", f"question:{one.question}", one.words,
        "answered no, or not recorded", "audited cases to which it applies", AUDITS, unit="share",
        value=one.missed / one.of if one.of else None, low=one.low, high=one.high, count=one.missed, of=one.of,
        too_few=one.is_too_few, area=one.area, of_children=True,
    )  # fmt: skip


def _sent(maker: Maker, sent: SentBack) -> Iterator[Block]:
    """ "Acted on in every case" is said only where it is so; else how many were not."""
    if not sent.raised:
        yield Paragraph((says("No case was sent back in the quarter."),))
        return
    ours = sent.raised - sent.elsewhere
    left = ours - sent.acted_on
    raised, acted, open_ = (
        _count(maker, key, name, many)
        for key, name, many in (("raised", "Cases sent back because a child was at risk", sent.raised),
                                ("acted", "Of those, acted on", sent.acted_on),
                                ("open", "Of those, not confirmed safe yet", sent.open))
    )  # fmt: skip
    in_time = _count(maker, "in_time", "Of those, acted on within the clock", sent.acted_on_in_time)
    safe = _count(maker, "safe", "Of those, confirmed safe by somebody outside the team", sent.confirmed_safe)
    maker.add_up(raised, [safe, open_])
    yield Paragraph((
        says(raised, " cases were sent back because a child was still at risk. Acted on: ", acted,
             "; within the clock: ", in_time, "; confirmed safe by somebody outside the team: ", safe,
             "; not confirmed yet: ", open_, "."),
    ))  # fmt: skip
    if left:
        missing = _count(maker, "left", "Sent back and not acted on", left)
        yield Paragraph(
            (says("They were NOT acted on in every case: in ", missing, " nobody has acted yet."),), WARNING
        )
    elif sent.elsewhere:
        words = "Every one that has a clock here was acted on; of those held in another system it is not known."
        yield Paragraph((says(words),), NOT_KNOWN)
    else:
        yield Paragraph((says("They were acted on in every case."),))


def _count(maker: Maker, key: str, name: str, many: int) -> Ref:
    source = "Referrals of audits, counted in the quarter in which they were raised"
    return maker.enter(Figure("", f"sent_back.{key}", f"sent_back:{key}", name, name.lower(), "cases sent back", source,
                              count=many, of_children=True))  # fmt: skip
