"""Other ways to write or shorten a name, for looking it up: those the matcher declares, each with its source."""

from functools import lru_cache

from goldthread.link.matching.variants import shipped


def other_names(word: str) -> tuple[str, ...]:
    """Every name of a line that this one stands in: Kate for Katherine, Muhammad for Md."""
    return _by_name().get(word, ())


@lru_cache(maxsize=1)
def _by_name() -> dict[str, tuple[str, ...]]:
    table = shipped()
    found: dict[str, set[str]] = {}
    for names in (table.forenames, table.surnames):
        lines: dict[int, set[str]] = {}
        for name, numbers in names.items():
            for number in numbers:
                lines.setdefault(number, set()).add(name)
        for line in lines.values():
            for name in line:
                found.setdefault(name, set()).update(line)
    return {name: tuple(sorted(others - {name})) for name, others in found.items()}
