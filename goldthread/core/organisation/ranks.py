"""The ranks of the police, lowest first: whether an officer's is high enough for what a rank is asked for.

The order is that in which Police Act 1996 section 9H(2) lists the ranks of the metropolitan force, from the top: read
in November 2026, as in force on 25 April 2012, https://www.legislation.gov.uk/ukpga/1996/16/section/9H. Section 13(1),
the same for other forces, we have not read: unverified. Detectives hold the same ranks.
"""

DETECTIVE = "Detective "
RANKS = ("Constable", "Sergeant", "Inspector", "Superintendent", "Commander", "Commissioner")


def is_at_least(rank: str, least: str) -> bool:
    """Whether this rank is the least asked for or higher. Of staff without a rank, and none recorded, it is not.

    Asked for a detective's rank, one in uniform is not enough.
    """
    if least.startswith(DETECTIVE) and not rank.startswith(DETECTIVE):
        return False
    return _place(rank) >= RANKS.index(least.removeprefix(DETECTIVE))


def is_rank(text: str) -> bool:
    """Whether this is a rank of the police, by its last word."""
    return _place(text) >= 0


def _place(rank: str) -> int:
    """A rank's place: `Detective Chief Inspector` is an inspector's; any `Chief Constable` stands above them all."""
    if rank.endswith("Chief Constable"):
        return len(RANKS)
    last = rank.rpartition(" ")[2]
    return RANKS.index(last) if last in RANKS else -1
