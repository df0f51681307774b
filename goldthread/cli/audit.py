"""`goldthread audit`: question sets, samples that anybody can draw again, what grades prove; audit in the database."""

import secrets
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from goldthread.cli.audit_samples import COMMANDS
from goldthread.cli.session import FOUND_WRONG, Answer, table, without_database, write_whole
from goldthread.config import installation
from goldthread.core.refusals import NotValid

IN = click.Path(path_type=Path, exists=True, dir_okay=False, readable=True)
OUT = click.Path(path_type=Path, dir_okay=False, writable=True)
JSON = click.option("--json", "as_json", is_flag=True, help="Answer in JSON, refusals too.")
NOBODY = "not said"
MEASURES = {
    "exact": "Same grade",
    "kappa": "Kappa, quadratic weights",
    "ac2": "Gwet's AC2, quadratic weights",
    "alpha": "Krippendorff's alpha, ordinal",
}


@click.group()
def audit() -> None:
    """Question sets, samples that anybody can draw again, and what grades prove.

    Works on a force's own files: it needs no database, starts none, and reads no record of a person. But for
    sample, case, review, send-back, settle and findings, which audit cases of this installation.
    """


for one in COMMANDS:
    audit.add_command(one)


@audit.command()
@click.argument("set_id", metavar="[SET]", default="")
@click.option("--version", type=click.IntRange(1), help="This version of SET; else the newest.")
@click.option(
    "--case-type", "case_types", multiple=True, metavar="TYPE", help="The sets of a case of this type; again."
)
@click.option("--short", is_flag=True, help="The short form, for a borough's own review.")
@JSON
def criteria(set_id: str, version: int | None, case_types: tuple[str, ...], short: bool, as_json: bool) -> None:
    """The questions of SET, like MIS; without one, the list of sets."""

    def work() -> Answer:
        from goldthread.audit.criteria import all_sets, set_named, sets_for

        if set_id:
            return {"sets": [set_named(set_id, version).as_json(short=short)]}
        found = sets_for(case_types) if case_types else all_sets()
        return {"sets": [one.as_json(short=short) for one in found]}

    without_database(work, as_json, lambda done: _one_set(done) if set_id else _sets(done))


@audit.command()
@click.argument("list_file", metavar="LIST.csv", type=IN)
@click.option("--size", type=click.IntRange(1), required=True, help="How many cases in the random arm.")
@click.option(
    "--strata", default="", metavar="COLUMN[,COLUMN]", help="Draw within each of these; else from all at once."
)
@click.option(
    "--allocate", default="power", show_default=True, metavar="RULE",
    help="How a sample is shared out: equal, proportional, neyman, power, exact.",
)  # fmt: skip
@click.option("--least", type=click.IntRange(0), default=10, show_default=True, help="At least so many of each part.")
@click.option("--expect", multiple=True, metavar="PART=SHARE", help="The share expected not good in a part; else 0.5.")
@click.option("--seed", default="", help="Any text, agreed before the list is closed; else one is made and told.")
@click.option(
    "--targeted", default="", metavar="N|poisson",
    help="A second arm: so many by the column weight, or each by its own probability.",
)  # fmt: skip
@click.option("--by", "drawn_by", default="", metavar="NAME", help="Who draws; else GOLDTHREAD_AS.")
@click.option("--out", type=OUT, required=True, metavar="SAMPLE.csv", help="Where the sample goes; never over a file.")
@JSON
def draw(
    list_file: Path, size: int, strata: str, allocate: str, least: int, expect: tuple[str, ...], seed: str,
    targeted: str, drawn_by: str, out: Path, as_json: bool,
) -> None:  # fmt: skip
    """Draw a sample from LIST.csv, which has a column `reference` and one of each stratum.

    A column `excluded` says of a case that is not eligible why not.
    """

    def work() -> Answer:
        from goldthread.audit.sampling.drawing import Design
        from goldthread.audit.sampling.frozen import take
        from goldthread.core import clocks

        if out.exists():
            raise NotValid(
                "out", f"{out.name} is there already.", "A sample stands as it was drawn: choose another name."
            )
        frame = _frame(list_file, _columns(strata))
        chance = seed or f"seed-{secrets.token_hex(8)}"
        design = Design(size, chance, allocate, least, _expected(expect), targeted)
        sample = take(frame, design, clocks.now(), drawn_by or installation.value("GOLDTHREAD_AS") or NOBODY)
        write_whole(out, sample.as_csv())
        return {**sample.as_json(), "parts": _parts(sample), "ways": _ways(sample)}

    without_database(work, as_json, _drawn)


@audit.command()
@click.argument("sample_file", metavar="SAMPLE.csv", type=IN)
@click.argument("list_file", metavar="LIST.csv", type=IN)
@JSON
def redraw(sample_file: Path, list_file: Path, as_json: bool) -> None:
    """Draw SAMPLE.csv again from LIST.csv, and say whether it is what chance gave. Ends with code 5 where it is not."""

    def work() -> Answer:
        from goldthread.audit.sampling import frozen

        sheet = _sheet(sample_file)
        names = frozen.strata_of(frozen.proof_of(sheet))
        return frozen.redraw(sheet, _frame(list_file, names)).as_json()

    if not without_database(work, as_json, _redrawn)["proved"]:
        sys.exit(FOUND_WRONG)


@audit.command()
@click.argument("grades_file", metavar="GRADES.csv", type=IN)
@click.option("--strata", default="", metavar="COLUMN[,COLUMN]", help="Its parts; else those it was drawn by.")
@click.option("--population", type=click.IntRange(1), help="How many cases there are in all, where it has no parts.")
@click.option("--chosen", is_flag=True, help="The cases were chosen, not drawn by chance: nothing follows for others.")
@JSON
def estimate(grades_file: Path, strata: str, population: int | None, chosen: bool, as_json: bool) -> None:
    """What the grades in GRADES.csv prove, in figures and in sentences.

    The file is a sample of `draw` with grades written in, or any list with a column `grade`: good, requires
    improvement (or RI), inadequate. Where a column `central` holds what the central team graded again, blind and drawn
    by chance, the local grades are made right by it.
    """

    def work() -> Answer:
        from goldthread.audit import judging
        from goldthread.audit.graded import read_grades

        grades = read_grades(_sheet(grades_file), _columns(strata), chosen=chosen)
        return judging.estimate(grades, population)

    without_database(work, as_json, _estimated)


@audit.command()
@click.argument("grades_file", metavar="GRADES.csv", type=IN)
@click.option("--columns", default="grade,central", show_default=True, help="The columns of grades to compare.")
@JSON
def agree(grades_file: Path, columns: str, as_json: bool) -> None:
    """How far graders of the same cases agree, by three measures together."""

    def work() -> Answer:
        from goldthread.audit import agreeing

        return agreeing.agree(_sheet(grades_file), _columns(columns))

    without_database(work, as_json, _agreed)


@audit.command()
@click.option("--reach", type=float, metavar="POINTS", help="To tell a share to so many points either side.")
@click.option("--expect", type=click.FloatRange(0, 1), default=0.5, show_default=True, help="With --reach: the share.")
@click.option("--rule-out", type=float, metavar="SHARE", help="To say, where none is found, that fewer have it.")
@click.option("--prove", type=float, metavar="SHARE", help="To say that at least this share is good.")
@click.option("--truly", type=float, default=0.0, metavar="SHARE", help="With --prove: what you believe it is.")
@click.option("--of-size", type=click.IntRange(1), help="With --prove: what a sample of this size must show.")
@click.option(
    "--sort", type=float, nargs=2, metavar="GOOD BAD", help="To pass a part this good, and fail one this bad."
)
@click.option("--population", type=click.IntRange(2), help="How many cases there are; else very many.")
@JSON
def size(
    reach: float | None, expect: float, rule_out: float | None, prove: float | None, truly: float,
    of_size: int | None, sort: tuple[float, float] | None, population: int | None, as_json: bool,
) -> None:  # fmt: skip
    """How many cases a claim needs: one of --reach, --rule-out, --prove and --sort."""

    def work() -> Answer:
        from goldthread.audit import planning

        if reach is not None:
            return planning.for_range(reach, expect, population)
        if rule_out is not None:
            return planning.to_rule_out(rule_out, population)
        if prove is not None:
            return planning.to_prove(prove, truly, of_size)
        if sort is not None:
            return planning.to_sort(*sort, population)
        raise NotValid("reach", "Say what is to be told.", "Give --reach, --rule-out, --prove or --sort.")

    without_database(work, as_json, lambda done: done["words"])


def _sheet(path: Path) -> Any:
    from goldthread.audit.tables import read_sheet

    return read_sheet(path.read_bytes())


def _frame(path: Path, names: tuple[str, ...]) -> Any:
    from goldthread.audit.sampling.frames import read_frame

    return read_frame(_sheet(path), names)


def _columns(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in text.split(",") if one.strip())


def _expected(pairs: tuple[str, ...]) -> dict[str, float]:
    found = {}
    for one in pairs:
        name, _, share = one.rpartition("=")
        try:
            found[name] = float(share)
        except ValueError:
            found[name] = -1.0
        if not name or not 0 <= found[name] <= 1:
            raise NotValid("expect", f'"{one[:40]}" is no part with its share.', "Write it like Camden=0.3.")
    return found


def _parts(sample: Any) -> list[dict[str, Any]]:
    """Each part with how many it has and how many were drawn."""
    from goldthread.audit.sampling.frames import called

    held = {where: len(rows) for where, rows in sample.frame.by_stratum().items()}
    drawn = [one.strata for one in sample.picks if one.arm == "random"]
    return [{"part": called(where), "cases": cases, "drawn": drawn.count(where)} for where, cases in held.items()]


def _ways(sample: Any) -> list[dict[str, Any]]:
    """Every rule of sharing out beside the others: how sure of all, and how unsure of the worst part."""
    from goldthread.audit.sampling.allocating import RULES, compared
    from goldthread.audit.sampling.drawing import parts_of

    if not sample.frame.names:
        return []
    told = compared(parts_of(sample.frame, sample.design), sample.design.size, sample.design.least)
    return [
        {"rule": rule, "means": RULES[rule], "drawn": each, **bought.as_json()} for rule, (each, bought) in told.items()
    ]


def _sets(done: Answer) -> Iterator[str]:
    columns = {"id": "Set", "version": "Version", "title": "Title", "asked": "Questions", "applies_to": "Asked of"}
    yield from table([{**one, "asked": len(one["questions"])} for one in done["sets"]], columns)


def _one_set(done: Answer) -> Iterator[str]:
    one = done["sets"][0]
    yield f"{one['id']} version {one['version']}, {one['form']} form: {one['title']}"
    yield f"Asked of {one['applies_to']}. {one['source']}. Mark: {one['mark']}."
    columns = {"id": "Id", "criterion": "Tests", "effect_of_no": "A no", "words": "Question", "look_at": "Look at"}
    yield from table(one["questions"], columns)
    if one["form"] == "short":
        yield one["short_form"]["reason"]


def _drawn(done: Answer) -> Iterator[str]:
    arms = [one["arm"] for one in done["sample"]]
    yield f"{arms.count('random')} drawn by chance of {done['eligible']} eligible. Seed: {done['seed']}."
    if arms.count("targeted"):
        yield f"{arms.count('targeted')} more in the targeted arm, which tells no rate."
    yield from (f"Left out: {many}, {why}" for why, many in done["excluded"].items())
    yield f"List: {done['rows']} rows, SHA-256 {done['list']}"
    yield from table(done["parts"], {"part": "Part", "cases": "Cases", "drawn": "Drawn"})
    shown = [
        {**one, "of_all": _points(one["error_of_all"], 1.96), "of_one": _points(one["widest_half_of_one"])}
        for one in done["ways"]
    ]
    columns = {"rule": "Rule", "of_all": "All: either side", "of_one": "Worst part: either side", "means": "Means"}
    yield from table(shown, columns)


def _redrawn(done: Answer) -> Iterator[str]:
    if done["proved"]:
        yield f"Proved: {done['drawn']} cases, as the seed {done['seed']} gives them from this list."
        yield f"Drawn {done['at']} by {done['by']}."
    else:
        yield f"Not proved. {len(done['wrong'])} differ:"
        yield from done["wrong"]


def _estimated(done: Answer) -> Iterator[str]:
    yield from done["words"]
    if done["form"] == "two-phase":
        columns = {
            "local": "Local",
            "graded": "Graded",
            "regraded": "Again by central",
            "not_good": "Of these not good",
        }
        yield from table(done["classes"], columns)
    else:
        yield from table(done["grades"], {"grade": "Grade", "count": "Cases"})
    if done.get("k") is not None:
        most = f"{done['worth_at_most']:g}" if done["worth_at_most"] else "any number of"
        yield f"K = {done['k']:.2f}: with local grades a central one can be worth {most} at the most."


def _agreed(done: Answer) -> Iterator[str]:
    yield from done["words"]
    grades = ("good", "requires improvement", "inadequate")
    first, second = done["columns"][:2]
    rows = [
        {first: grade, **dict(zip(grades, row, strict=True))} for grade, row in zip(grades, done["table"], strict=True)
    ]
    yield from table(rows, {first: f"{first}, by {second}:", **{one: one for one in grades}})
    yield from (f"{words}: {_measure(done[name])}" for name, words in MEASURES.items())


def _measure(value: float | None) -> str:
    return "without meaning here" if value is None else f"{value:.2f}"


def _points(share: float | None, times: float = 1) -> str:
    return "not told" if share is None else f"{100 * times * share:.1f} points"
