"""Which questions a case is asked, by its types."""

from datetime import date

import pytest

from goldthread.audit.criteria import all_sets, questions_for, set_named, sets_for
from goldthread.core.refusals import NotFound, NotValid


def test_a_missing_child_at_risk_of_exploitation_is_asked_the_core_and_both_sets():
    assert [one.id for one in sets_for(["missing", "cse"])] == ["COM", "CSE", "MIS"]


def test_every_case_is_asked_the_common_core():
    assert [one.id for one in sets_for([])] == ["COM"]
    assert [one.id for one in sets_for(["section_47"])] == ["COM", "S47"]


def test_a_type_without_questions_is_refused_by_name():
    with pytest.raises(NotValid, match=r'"burglary" is no type.*cse, missing, section_47'):
        sets_for(["burglary"])


def test_the_short_form_asks_fewer_and_in_the_same_order():
    sets = sets_for(["missing"])
    whole, short = questions_for(sets), questions_for(sets, short=True)
    assert (len(whole), len(short)) == (33, 22)
    assert [one for one in whole if one in short] == short


def test_a_set_is_found_by_its_id_and_version():
    assert set_named("mis").name == "MIS version 1"
    with pytest.raises(NotFound, match="MIS version 1"):
        set_named("MIS", 9)


def test_before_it_was_issued_there_is_no_set():
    assert all_sets(date(2020, 1, 1)) == []
