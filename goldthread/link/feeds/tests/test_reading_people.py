"""People as a row names them: what was typed beside its checked form, a role, and a key that lasts."""

import pytest

from goldthread.link.feeds.format import ParsedMention, Value
from goldthread.link.feeds.tests.reading_samples import CALL, accepted, code, read_call, read_notice


def mention(record_key: str, **changes: str) -> ParsedMention:
    found = {m.key: m for m in accepted(read_notice(**changes)).mentions}
    return found[record_key]


def value(field: str, **changes: str) -> Value:
    (found,) = [v for v in mention("subject", **changes).values if v.field == field]
    return found


class TestValues:
    @pytest.mark.parametrize(
        ("column", "field", "typed", "canonical"),
        [
            ("surname", "surname", "O’Dowd-Wiśniewski", "ODOWD WISNIEWSKI"),
            ("forename", "forename", "Child 1", None),
            ("birth_date", "birth_date", "11/05/2001", "2001-05-11"),
            ("birth_date", "birth_date", "2001", "2001"),
            ("birth_date", "birth_date", "about 2001", "2001~"),
            ("birth_date", "birth_date", "in the spring", None),
            ("sex", "sex", "girl", "female"),
            ("sex", "sex", "not recorded", None),
            ("postcode", "postcode", "zz14ab", "ZZ1 4AB"),
            ("postcode", "postcode", "near the church", None),
            ("phone", "phone", "07700 900 123", "+447700900123"),
            ("phone", "phone", "ask mother", None),
            ("nhs_no", "nhs_no", "999 000 0018", "9990000018"),
            ("nhs_no", "nhs_no", "999 000 0019", None),
            ("upn", "upn", "D000999926001", "D000999926001"),
            ("upn", "upn", "E000999926001", None),
        ],
    )
    def test_the_text_is_kept_beside_its_checked_form_or_none(
        self, column: str, field: str, typed: str, canonical: str | None
    ) -> None:
        found = value(field, **{f"subject_{column}": typed})
        assert (found.text, found.canonical, found.source_field) == (typed, canonical, f"subject_{column}")

    def test_an_expected_date_is_not_a_date_of_birth(self) -> None:
        found = mention("subject", subject_birth_date="EDD 01/02/2017")
        assert [(v.field, v.canonical) for v in found.values if "birth_date" in v.field] == [
            ("expected_birth_date", "2017-02-01")
        ]

    @pytest.mark.parametrize(
        ("typed", "expected"),
        [
            ("31/02/2011", "Q-DOB-03"),
            ("2011-13-01", "Q-DOB-03"),
            ("29/02/2001", "Q-DOB-03"),
            ("01/01/2030", "Q-DOB-02"),
            ("EDD 01/01/2019", "Q-DOB-02"),
            ("11/05/1811", "Q-DOB-04"),
        ],
    )
    def test_an_impossible_birth_date_sets_the_row_aside(self, typed: str, expected: str) -> None:
        assert code(read_notice(subject_birth_date=typed)) == expected

    def test_a_warning_about_a_person_is_an_opinion_and_a_guessed_age_an_inference(self) -> None:
        person = {"key": "a", "surname": "Kent", "age": "15", "warnings": ["exploitation", "self harm"]}
        (_, linked) = accepted(read_call(linked_persons=[person])).mentions
        kinds = {(v.field, v.canonical): v.kind for v in linked.values}
        assert kinds == {
            ("surname", "KENT"): "fact",
            ("age", "15"): "inference",
            ("warning", "exploitation"): "opinion",
            ("warning", "self-harm"): "opinion",
        }

    def test_pnc_and_cro_numbers_of_a_linked_person_are_checked(self) -> None:
        person = {"key": "a", "pnc_id": "79/163001B", "cro_no": "085227/65G"}
        (_, linked) = accepted(read_call(linked_persons=[person])).mentions
        assert {v.field: v.canonical for v in linked.values} == {"pnc_id": "1979/0163001B", "cro_no": None}


class TestMentions:
    def test_keys_last_from_one_version_to_the_next(self) -> None:
        first, second = {"key": "a", "surname": "Kent"}, {"key": "b", "surname": "Moss"}
        before = accepted(read_call(linked_persons=[first, second])).mentions
        after = accepted(read_call(linked_persons=[second, first])).mentions
        surname = {m.key: m.values[0].text for m in before}
        assert surname == {"caller": "Kent", "linked:a": "Kent", "linked:b": "Moss"}
        assert {m.key: m.values[0].text for m in after} == surname

    def test_two_people_with_one_key_set_the_row_aside(self) -> None:
        assert code(read_call(linked_persons=[{"key": "a"}, {"key": "a"}])) == "Q-KEY-01"

    def test_people_without_keys_are_known_by_place(self) -> None:
        mentions = accepted(read_call(linked_persons=[{"surname": "Kent"}, {"surname": "Moss"}])).mentions
        assert [m.key for m in mentions] == ["caller", "linked:1", "linked:2"]

    def test_nobody_is_made_of_blank_columns(self) -> None:
        assert [m.key for m in accepted(read_notice()).mentions] == ["subject"]
        assert [m.key for m in accepted(read_call(caller={})).mentions] == ["linked:a"]

    def test_a_notification_is_about_someone_even_when_nothing_of_them_is_known(self) -> None:
        blank = dict.fromkeys(("subject_surname", "subject_forename", "subject_birth_date"), "")
        (subject,) = accepted(read_notice(**blank)).mentions
        assert (subject.key, subject.role, subject.values) == ("subject", "child", ())

    @pytest.mark.parametrize(
        ("typed", "role", "category"),
        [
            ("victim", "victim", "victim"),
            ("Suspect", "suspect", "suspect"),
            ("offender", "offender", "convicted"),
            ("person_who_poses_a_risk", "person who poses a risk", "witness_or_other"),
            ("Looked After Child", "looked-after child", "witness_or_other"),
            ("parent / carer", "parent/carer", "witness_or_other"),
        ],
    )
    def test_a_role_decides_the_category_of_the_person(self, typed: str, role: str, category: str) -> None:
        found = mention("other", other_surname="Moss", other_role=typed)
        assert (found.role, found.subject_category) == (role, category)

    def test_a_stated_category_goes_before_the_roles(self) -> None:
        found = mention("other", other_surname="Moss", other_role="associate", other_subject_category="convicted")
        assert found.subject_category == "convicted"

    def test_an_unknown_role_sets_the_row_aside(self) -> None:
        assert code(read_notice(subject_role="bystander")) == "Q-ROLE-01"


class TestLayers:
    def test_the_words_of_a_notification_are_for_full_readers_and_its_people_for_summary(self) -> None:
        record = accepted(read_notice())
        assert record.layer == "full"
        assert {m.layer for m in record.mentions} == {"summary"}
        assert record.narrative == "What was seen: Home tidy.\n\nWhat the child said: “I’m all right.”"
        assert "all right" not in str(record.facts)

    def test_the_words_of_a_call_are_for_summary_readers(self) -> None:
        record = accepted(read_call())
        assert (record.layer, record.narrative) == ("summary", "Has not come home.")

    def test_title_and_kind_name_nobody_whatever_the_row_says(self) -> None:
        record = accepted(read_call(opening_code="Jess Kent missing", linked_persons=CALL["linked_persons"]))
        assert (record.kind, record.title) == ("call", "Call to the control room")
