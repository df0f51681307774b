"""What the invented force decided of its tests of effect."""

from goldthread.improve.effect import queries
from goldthread.improve.effect.models import Adoption
from goldthread.synthetic.effects_under_way import adopt_a_mark
from goldthread.testing import factories as make


def test_one_mark_is_adopted_by_a_named_chief_officer_once_and_the_others_are_proposed(db) -> None:
    make.officer("chief_officer")
    adopt_a_mark()
    adopt_a_mark()
    assert Adoption.objects.count() == 1
    adopted = [one.number for one in queries.tested(make.reader("plan_lead")) if one.adopted_by]
    assert adopted == ["2"]
