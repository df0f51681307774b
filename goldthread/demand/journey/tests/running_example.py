"""The field's running example: six cases and 42 events, written by hand in every form, with what is known of it.

Source: W. van der Aalst, Process Mining (2011), table 1.1; the times as its public log gives them, in UTC. The counts,
means and medians were computed by two other tools.
"""

from datetime import UTC, datetime

WORDS = {
    "r": "register request",
    "t": "examine thoroughly",
    "c": "examine casually",
    "k": "check ticket",
    "d": "decide",
    "i": "reinitiate request",
    "p": "pay compensation",
    "x": "reject request",
}
LOG = """
1: r 12-30T10:02, t 12-31T09:06, k 01-05T14:12, d 01-06T10:18, x 01-07T13:24
2: r 12-30T10:32, k 12-30T11:12, c 12-30T13:16, d 01-05T10:22, p 01-08T11:05
3: r 12-30T13:32, c 12-30T14:06, k 12-30T15:34, d 01-06T08:18, i 01-06T11:18, t 01-06T12:06, k 01-08T10:43, \
d 01-09T08:55, p 01-15T09:45
4: r 01-06T14:02, k 01-07T11:06, t 01-08T13:43, d 01-09T11:02, x 01-12T14:44
5: r 01-06T08:02, c 01-07T09:16, k 01-08T10:22, d 01-10T12:28, i 01-11T15:18, k 01-14T13:33, c 01-16T14:50, \
d 01-19T10:18, i 01-20T11:48, c 01-21T08:06, k 01-21T10:34, d 01-23T12:12, x 01-24T13:56
6: r 01-06T14:02, c 01-06T15:06, k 01-07T15:22, d 01-07T15:52, p 01-16T10:47
"""
# From, to, count, mean and median in seconds.
EDGES = {
    ("k", "d"): (6, 181960, 129300),
    ("k", "c"): (2, 92430, 92430),
    ("k", "t"): (1, 95820, 95820),
    ("d", "p"): (3, 514160, 521400),
    ("d", "i"): (3, 66400, 91800),
    ("d", "x"): (3, 154240, 97560),
    ("c", "k"): (4, 47970, 48120),
    ("c", "d"): (2, 375420, 375420),
    ("t", "k"): (2, 309090, 309090),
    ("t", "d"): (1, 76740, 76740),
    ("r", "k"): (2, 39120, 39120),
    ("r", "c"): (3, 32240, 3840),
    ("r", "t"): (1, 83040, 83040),
    ("i", "k"): (1, 252900, 252900),
    ("i", "c"): (1, 73080, 73080),
    ("i", "t"): (1, 2880, 2880),
}
SECONDS = [520920, 703320, 779580, 852300, 1368780, 1576440]
REWORK = {"k": 2, "d": 2, "c": 1, "i": 1}
ENDS = {"p": 3, "x": 3}

Row = tuple[str, str, datetime]


def rows() -> list[Row]:
    """Case, activity and instant of each event, by case."""
    found = []
    for line in LOG.strip().splitlines():
        case, _, steps = line.partition(":")
        for step in steps.split(","):
            letter, when = step.split()
            year = 2010 if when.startswith("12") else 2011
            found.append((case, WORDS[letter], datetime.fromisoformat(f"{year}-{when}:00").replace(tzinfo=UTC)))
    return found
