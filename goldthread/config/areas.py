"""Every area of work we have: a new kind of work is one folder and one line here."""

AREAS = [
    "goldthread.respond.concern",
]

# Where tripwires are declared. They register here since `link`, which runs them as rows come in, may not know the work.
TRIPWIRES = [
    "goldthread.respond.tripwires.addresses",
    "goldthread.respond.tripwires.missing",
    "goldthread.respond.tripwires.desks",
]
