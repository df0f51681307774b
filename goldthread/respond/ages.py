"""How old a child is on a day, where a power or a duty ends with a birthday."""

from datetime import date


def birthday(born_on: date, years: int) -> date:
    """The day on which a person becomes so many years old; born on 29 February, in other years on 1 March."""
    try:
        return born_on.replace(year=born_on.year + years)
    except ValueError:
        return date(born_on.year + years, 3, 1)


def age_on(born_on: date, on: date) -> int:
    """Whole years on a day."""
    years = on.year - born_on.year
    return years if birthday(born_on, years) <= on else years - 1
