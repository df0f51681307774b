"""Views of a queue: an officer's own, valid when they are kept, one of them first, and with nobody's name in them."""

import pytest

from goldthread.core import db as database
from goldthread.core.cases import keeping
from goldthread.core.cases.queueing import Wanted
from goldthread.core.refusals import NotFound, NotValid, Refusal
from goldthread.testing import factories as make

LATE = Wanted(owner="mine", late=True, scales={"grade": "red"}, sort="-due", page=3)


@pytest.fixture
def desk(db):
    return make.reader("mash_desk")


def keep(by, name: str, wanted: Wanted = LATE, *, first: bool = False):
    with database.transaction():
        return keeping.keep_view(by, "concern", name, wanted, is_default=first)


def names(by) -> list[tuple[str, bool]]:
    return [(one.name, one.is_default) for one in keeping.views_of(by, "concern")]


def test_a_view_keeps_filter_and_order_and_opens_at_the_first_page(desk):
    view = keep(desk, "  Mine,   late ")
    assert view.name == "Mine, late"
    assert keeping.wanted_by(view) == Wanted(owner="mine", late=True, scales={"grade": "red"}, sort="-due")


def test_one_view_at_most_is_shown_first(desk):
    keep(desk, "A", first=True)
    second = keep(desk, "B", first=True)
    assert names(desk) == [("A", False), ("B", True)]
    keeping.show_first(desk, "concern", second.pk, False)
    assert names(desk) == [("A", False), ("B", False)]


def test_a_view_is_its_officers_own(desk):
    view = keep(desk, "Mine")
    other = make.reader("mash_desk", username="other_desk")
    assert names(other) == []
    for step in (keeping.delete_view, keeping.show_first):
        with pytest.raises(NotFound):
            step(other, "concern", view.pk)
    assert names(desk) == [("Mine", False)]


def test_it_is_renamed_kept_anew_under_its_name_and_deleted(desk):
    view, other = keep(desk, "Mine"), keep(desk, "Late")
    with pytest.raises(NotValid):
        keeping.rename_view(desk, "concern", view.pk, "Late")
    keeping.rename_view(desk, "concern", view.pk, "Own")
    assert keep(desk, "Own", Wanted(state="recorded")).pk == view.pk
    keeping.delete_view(desk, "concern", other.pk)
    assert names(desk) == [("Own", False)]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [(" ", LATE), ("x" * 41, LATE), ("Kent", Wanted(find="kent")), ("Odd", Wanted(state="lost"))],
)
def test_what_cannot_be_kept_is_refused_and_a_childs_name_never_is(desk, name, wanted):
    with pytest.raises(NotValid):
        keep(desk, name, wanted)
    assert names(desk) == []


def test_who_may_not_see_the_queue_keeps_no_view_of_it(db):
    with pytest.raises(Refusal):
        keep(make.reader("responding_officer"), "Mine")
