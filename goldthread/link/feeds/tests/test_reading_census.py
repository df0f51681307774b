"""A child of social care: the census's entry rules are noted and the record taken in; what cannot be is set aside."""

from typing import Any

import pytest

from goldthread.link.feeds.tests.reading_samples import CHILD, accepted, code, noted, read_row


def child(**changes: Any) -> list[str]:
    return noted(read_row("social_care", **changes))


def enquiry(started: str, conference: str = "", not_required: str = "") -> dict[str, str]:
    return {"S47ActualStartDate": started, "DateOfInitialCPC": conference, "ICPCnotRequired": not_required}


class TestBirth:
    def test_an_unborn_child_has_an_expected_date_only(self) -> None:
        outcome = read_row("social_care", PersonBirthDate="", ExpectedPersonBirthDate="2017-02-01", UPN="")
        assert noted(outcome) == []
        values = {v.field: v.canonical for v in accepted(outcome).mentions[0].values}
        assert values["expected_birth_date"] == "2017-02-01"
        assert "birth_date" not in values

    def test_both_dates_or_neither_are_noted(self) -> None:
        assert child(ExpectedPersonBirthDate="2017-02-01") == ["N-CEN-01"]
        assert child(PersonBirthDate="") == ["N-CEN-02"]

    def test_a_birth_that_cannot_be_sets_the_row_aside(self) -> None:
        assert code(read_row("social_care", PersonBirthDate="2001-02-29")) == "Q-DOB-03"
        assert code(read_row("social_care", ExpectedPersonBirthDate="2018-02-01")) == "Q-DOB-02"


class TestNumbers:
    def test_a_upn_is_there_or_its_lack_explained(self) -> None:
        assert child(UPN="") == ["N-CEN-12"]
        assert child(UPN="", UPNunknown="UN1") == []

    def test_a_upn_with_a_wrong_letter_is_kept_and_noted(self) -> None:
        assert child(UPN="E000999926001") == ["N-ID-01"]

    def test_a_child_without_a_number_is_set_aside(self) -> None:
        assert code(read_row("social_care", source_record_id="")) == "Q-ID-01"
        assert code(read_row("social_care", source_record_id="A0004417")) == "Q-ID-02"


class TestReferral:
    def test_a_referral_without_its_date_is_noted_and_nothing_occurred(self) -> None:
        outcome = read_row("social_care", CINreferralDate="")
        assert noted(outcome) == ["N-CEN-03"]
        assert accepted(outcome).occurred_at is None

    def test_the_day_of_a_referral_begins_at_midnight_in_london(self) -> None:
        occurred = accepted(read_row("social_care")).occurred_at
        assert occurred is not None
        assert occurred.isoformat() == "2016-09-04T23:00:00+00:00"

    def test_closing_before_the_referral_is_noted(self) -> None:
        assert child(CINclosureDate="2016-09-04") == ["N-CEN-04"]
        assert child(CINclosureDate="2016-09-05") == []

    @pytest.mark.parametrize("flag", ["1", "true", "Y"])
    def test_activity_on_a_referral_not_taken_on_is_noted(self, flag: str) -> None:
        assert child(ReferralNFA=flag) == ["N-CEN-09", "N-CEN-09"]
        assert child(ReferralNFA=flag, S47=[], ChildProtectionPlan=[]) == []
        assert child(ReferralNFA="0") == []


class TestEnquiries:
    def test_an_enquiry_before_the_referral_is_noted(self) -> None:
        assert child(S47=[enquiry("2016-09-04", "2016-09-20")]) == ["N-CEN-05"]

    def test_an_enquiry_after_its_conference_is_noted(self) -> None:
        assert child(S47=[enquiry("2016-09-21", "2016-09-20")]) == ["N-CEN-06"]

    def test_two_enquiries_open_at_once_are_noted(self) -> None:
        assert child(S47=[enquiry("2016-09-06", "2016-09-20"), enquiry("2016-09-15")]) == ["N-CEN-10"]

    def test_one_enquiry_after_another_is_not(self) -> None:
        assert child(S47=[enquiry("2016-09-06", "2016-09-20"), enquiry("2016-09-21")]) == []
        assert child(S47=[enquiry("2016-09-06", not_required="1"), enquiry("2016-09-15", "2016-09-20")]) == []

    def test_an_enquiry_on_a_day_that_is_not_sets_the_row_aside(self) -> None:
        assert code(read_row("social_care", S47=[enquiry("2016-09-31")])) == "Q-TIME-02"


class TestConferencesAndPlans:
    def test_a_conference_at_the_weekend_is_noted(self) -> None:
        """24 and 25 September 2016 were a Saturday and a Sunday."""
        for day, expected in (("2016-09-23", []), ("2016-09-24", ["N-CEN-08"]), ("2016-09-25", ["N-CEN-08"])):
            plan = [{"CPPstartDate": day}]
            assert child(S47=[enquiry("2016-09-06", day)], ChildProtectionPlan=plan) == expected

    def test_a_plan_starts_on_the_day_of_a_conference(self) -> None:
        assert child(ChildProtectionPlan=[{"CPPstartDate": "2016-09-21"}]) == ["N-CEN-07"]

    def test_where_no_conference_is_told_of_a_plan_may_start_any_day(self) -> None:
        assert child(S47=[], ChildProtectionPlan=[{"CPPstartDate": "2016-09-21"}]) == []

    def test_a_plan_that_ends_before_it_starts_is_noted(self) -> None:
        plan = [{"CPPstartDate": "2016-09-20", "CPPendDate": "2016-09-19"}]
        assert child(ChildProtectionPlan=plan) == ["N-CEN-11"]


class TestWhatIsTold:
    def test_each_plan_and_placement_is_numbered(self) -> None:
        plans = [{"CPPstartDate": "2016-09-20"}, {"CPPstartDate": "2016-09-20", "CPPreviewDate": ["2016-10-10"]}]
        facts = dict(accepted(read_row("social_care", ChildProtectionPlan=plans)).facts)
        assert facts["plan 2 reviewed_on"] == "2016-10-10"
        assert facts["plan 1 started_on"] == "2016-09-20"

    def test_the_police_are_referrer_six(self) -> None:
        assert ("referred_by", "police") in accepted(read_row("social_care", ReferralSource="6")).facts

    def test_ethnicity_is_left_in_the_words_and_nothing_made_of_it(self) -> None:
        record = accepted(read_row("social_care", Ethnicity="WBRI", Disability="NONE"))
        assert "WBRI" in record.raw
        assert "WBRI" not in str((record.facts, record.mentions, record.narrative))

    def test_a_child_and_their_family_are_people_of_the_record(self) -> None:
        found = {m.key: m.role for m in accepted(read_row("social_care")).mentions}
        assert found == {"child": "child", "family:m": "parent/carer"}

    def test_several_faults_of_one_child_are_all_noted(self) -> None:
        assert child(UPN="", CINclosureDate="2016-09-01", PersonBirthDate="") == ["N-CEN-02", "N-CEN-12", "N-CEN-04"]

    def test_a_fault_noted_says_what_to_do(self) -> None:
        (one,) = accepted(read_row("social_care", CINclosureDate="2016-09-04")).noted
        assert (one.field, one.words) == ("CINclosureDate", 'CINclosureDate "2016-09-04" is before the referral.')
        assert one.remedy == "Ask the authority which is right."
        assert CHILD["CINreferralDate"] == "2016-09-05"
