"""Chance that anybody can repeat: a number for each thing, given by a seed and its name alone. Pure."""

from hashlib import sha256

SPAN = 1 << 256


def number_of(text: str) -> int:
    """A whole number from 0 to below `SPAN`, by the SHA-256 of a text: the same on every machine."""
    return int(sha256(text.encode()).hexdigest(), 16)


def place_of(seed: str, name: str) -> int:
    """The place of one thing in the order that a seed gives. Adding or taking away others moves it against none."""
    return number_of(f"{seed}:{name}")
