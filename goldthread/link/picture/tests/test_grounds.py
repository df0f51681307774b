"""Links that stand on the same grounds are told once, and none of their records is left out."""

from hypothesis import given
from hypothesis import strategies as st

from goldthread.link.picture.grounds import grounds_of

LINKS = st.lists(
    st.fixed_dictionaries(
        {
            "certainty": st.just("linked"),
            "why": st.lists(st.sampled_from(["same forename", "same home"]), max_size=2),
            "rule": st.sampled_from(["1", "2"]),
            "drawn": st.fixed_dictionaries({"total": st.sampled_from([None, 7.0, 9.4])}),
        }
    ),
    max_size=12,
)


@given(LINKS)
def test_every_record_stands_once_under_its_own_grounds(links):
    links = [{**link, "evidence": {"reference": place}} for place, link in enumerate(links)]
    grounds = grounds_of(links)
    stands = {record["reference"]: one for one in grounds for record in one["records"]}
    assert sum(len(one["records"]) for one in grounds) == len(links) == len(stands)
    for place, link in enumerate(links):
        assert all(stands[place][name] == link[name] for name in ("certainty", "why", "rule", "drawn"))


@given(LINKS)
def test_no_two_grounds_are_the_same(links):
    grounds = grounds_of([{**link, "evidence": {}} for link in links])
    told = [{name: one[name] for name in ("certainty", "why", "rule", "drawn")} for one in grounds]
    assert all(told.index(one) == place for place, one in enumerate(told))
