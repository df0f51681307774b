"""A code that is none is answered with the codes of its stage, in words that a row of a file holds whole."""

import pytest

from goldthread.core.refusals import NotValid
from goldthread.respond.concern.choices import STAGES
from goldthread.respond.concern.shares import CODES
from goldthread.respond.sharing.models import OutcomeRow


@pytest.mark.parametrize("stage", ["", "nonsense", *dict(STAGES)])
def test_what_is_said_of_a_code_that_is_none_is_never_cut_off(stage: str) -> None:
    with pytest.raises(NotValid) as refused:
        CODES.read(stage, "x" * 60)
    assert len(str(refused.value)) <= OutcomeRow._meta.get_field("words").max_length
    assert refused.value.field == "code"


def test_it_names_every_code_of_the_stage_and_no_other() -> None:
    with pytest.raises(NotValid) as refused:
        CODES.read("contact", "contact_wrong")
    named = {code for code in CODES.stage_of if code in str(refused.value).replace(",", " ").rstrip(".").split()}
    assert named == {code for code, stage in CODES.stage_of.items() if stage == "contact"}
