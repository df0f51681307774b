"""What a home visit must not end with: danger found, and nobody above told."""

from typing import Any

from goldthread.core.refusals import NotValid


def check_danger(by: Any, case: Any, answers: Any) -> None:
    if answers["found"] == "danger" and case.risk != "high":
        raise NotValid("found", "Danger is not left with a visit: record a concern first.")
