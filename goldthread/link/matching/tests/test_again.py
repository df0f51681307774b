"""Linking everybody again brings keys and links up to the model and to what is held, and changes nothing twice."""

import pytest

from goldthread.core import db as database
from goldthread.core.people.models import Link, MatchKey
from goldthread.core.refusals import Refusal
from goldthread.link.matching.again import behind, link_everybody_again, may_link_again
from goldthread.testing import factories as make


def people() -> set[frozenset[str]]:
    with database.as_service():
        found: dict = {}
        for link in Link.objects.filter(to_at=None).select_related("mention"):
            found.setdefault(link.person_id, set()).add(link.mention.source_record_id)
    return {frozenset(group) for group in found.values()}


def test_keys_that_were_lost_are_made_again_and_links_follow(db):
    make.load_child("1/01OCT26")
    with database.as_service():
        MatchKey.objects.all().delete()
    make.load_child("2/01OCT26")
    assert people() == {frozenset(["1/01OCT26"]), frozenset(["2/01OCT26"])}
    done = link_everybody_again()
    assert people() == {frozenset(["1/01OCT26", "2/01OCT26"])}
    assert (done["mentions"], done["linked"], done["retired"]) == (2, 1, 1)


def test_linking_everybody_twice_changes_nothing_the_second_time(db):
    make.load_child("1/01OCT26")
    make.load_child("2/01OCT26", forenames="Ann", birth_date="2012-02-03")
    link_everybody_again()
    assert link_everybody_again() == {"mentions": 2, "linked": 0, "created": 0, "retired": 0}


def test_progress_ends_at_its_end(db):
    make.load_child("1/01OCT26")
    seen: list[tuple[int, int]] = []
    link_everybody_again(lambda done, of: seen.append((done, of)))
    assert seen == [(1, 2), (2, 2)]


def test_who_may_not_take_in_feeds_may_not_have_everybody_linked_again(db):
    with pytest.raises(Refusal):
        may_link_again(make.reader("responding_officer"))


def test_search_keys_of_an_older_kind_are_made_again(db):
    make.load_child("1/01OCT26")
    with database.as_service():
        before = search_keys()
        database.run("UPDATE people_searchkey SET kind = 'older'")
    link_everybody_again()
    with database.as_service():
        assert search_keys() == before


def search_keys() -> set[tuple[str, str]]:
    return {(row["kind"], row["value"]) for row in database.fetch("SELECT kind, value FROM people_searchkey")}


def older(where: str = "true") -> None:
    """As if these links had been made by the model of an earlier release."""
    with database.as_service():
        database.run(f"UPDATE people_link SET reasons = jsonb_set(reasons, '{{0}}', '\"general-0\"') WHERE {where}")


def test_people_linked_under_an_earlier_model_are_told_until_everybody_is_linked_again(db):
    make.load_child("1/01OCT26")
    make.load_child("2/01OCT26")
    make.load_child("3/01OCT26", forenames="Ann", birth_date="2012-02-03")
    assert behind().words == ""
    older()
    assert behind().words == ("2 people are still linked by model general-0. The model in force is general-1.")
    link_everybody_again()
    assert behind().people == 0


def test_a_link_that_no_run_would_make_again_is_not_told(db):
    """Of a record that its system withdrew; `link again` would leave it as it is."""
    make.load_child("1/01OCT26")
    older()
    with database.as_service():
        database.run("UPDATE records_mention SET is_live = false")
    assert behind().people == 0


def test_a_link_that_ended_is_not_told(db):
    make.load_child("1/01OCT26")
    older()
    link_everybody_again()
    older("to_at IS NOT NULL")
    assert behind().people == 0
