"""What the grades of a sample prove, as its page draws it: the bar of an interval, sentences, findings. No rank."""

from typing import Any
from urllib.parse import urlencode

from goldthread.audit.desk.listing import of_record
from goldthread.audit.grading import Grade


def shown(told: dict[str, Any]) -> dict[str, Any]:
    """The estimate, the sentences and the findings of a sample that was opened.

    Whole per cent, since more would claim more than a sample can tell. A share of too few is no share: words only.
    """
    estimate = told["estimate"]
    known = bool(estimate) and not estimate["too_few"] and estimate["share"] is not None
    return {
        "words": told["words"],
        "judged": estimate["judged"] if estimate else 0,
        "bar": _bar(estimate) if known else None,
        "grades": _grades(told["cases"]),
        "twice": _twice(told["agreement"]),
        "findings": [{**one, "url": f"?{urlencode({'missed': one['question']})}#cases"} for one in told["findings"]],
    }


def _bar(estimate: dict[str, Any]) -> dict[str, int]:
    """Where the share and its 95% interval lie between 0 and 100."""
    share, low, high = (round(100 * estimate[name]) for name in ("share", "low", "high"))
    return {"share": share, "low": low, "high": high}


def _twice(agreement: dict[str, Any] | None) -> list[list[Any]]:
    """The two blind grades of the same cases side by side: each first grade, and how many of it got each second one."""
    if not agreement:
        return []
    return [[str(one).capitalize(), *row] for one, row in zip(Grade, agreement["table"], strict=True)]


def _grades(cases: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of what chance drew how many of each grade that this reader may see; the second stands for the first."""
    said = [of_record(row) for row in cases if row["arm"] == "random"]
    counts = [{"name": str(one).capitalize(), "count": said.count(str(one))} for one in Grade]
    return [*counts, {"name": "Not graded yet, or not shown to you", "count": said.count(None)}]
