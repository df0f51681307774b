"""Every area of work we have: a new kind of work is one folder and one line here."""

AREAS = [
    "goldthread.respond.concern",
]
