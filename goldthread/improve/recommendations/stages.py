"""The stages of a recommendation and of each of its points, from imported to closed by the inspectorate."""

# Only the inspectorate closes. "Action complete" and "effect shown" are apart on purpose (inspection.md 9).
STAGES = {
    "imported": "Not yet accepted",
    "accepted": "Accepted by its owner",
    "contested": "Contested by its owner",
    "planned": "Planned",
    "in_progress": "In progress",
    "action_complete": "Action complete",
    "effect_tested": "Effect being tested",
    "effect_shown": "Effect shown",
    "submitted": "Submitted to the inspectorate",
    "under_review": "Under the inspectorate's review",
    "returned": "Returned by the inspectorate",
    "closed": "Closed by the inspectorate",
    "merged": "Merged with another",
    "superseded": "Superseded by another",
}
CLOSED = ("closed", "merged", "superseded")
TESTING = ("effect_tested",)
SHOWN = ("effect_shown", "submitted", "under_review", "closed")
