"""Chance that can be repeated: the same seed gives the same force, on any machine and in any year."""

from random import Random


def dice(seed: str, part: str) -> Random:
    """One die for each part, so that a change in one part leaves the others as they were."""
    return Random(f"{seed}:{part}")  # noqa: S311 - an invented force needs repeatable chance, not secrecy
