"""The book as it is here and now: the profile's files, and what was adopted in the product."""

from goldthread.core.clocks.models import Adoption as Adopted
from goldthread.core.standards.book import Book
from goldthread.core.standards.here import area_rules, book_here, profile_name
from goldthread.core.standards.rules import Adoption

_made: dict[tuple[object, ...], Book] = {}


def book() -> Book:
    """One query for what was adopted; the book itself is made once for each state of that."""
    plain = book_here(profile_name())
    rows = tuple(
        Adopted.objects.filter(profile=plain.profile.id)
        .order_by("id")
        .values_list("rule_id", "post", "name", "from_on", "to_on")
    )
    if not rows:
        return plain
    if rows not in _made:
        _made.clear()
        adopted = [Adoption(*row) for row in rows if row[0] in plain.rules]
        _made[rows] = Book(plain.profile, area_rules(), adopted=adopted)
    return _made[rows]
