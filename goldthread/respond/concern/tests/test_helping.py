"""Language and voice: shown beside the text, never in the way; the child's own words are left alone."""

import pytest

from goldthread.respond.concern.helping import language, notes_on, quick_words, terms, voice


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She is Streetwise.", "Streetwise"),
        ("It is a lifestyle choice", "Lifestyle choice"),
        ("Promiscuous girl", "Promiscuous"),
        ("known child prostitute", "Prostitute"),
        ("with her boyfriend, 29, at the flat", "Boyfriend"),
        ("boyfriend aged 31", "Boyfriend"),
        ("He put himself at risk", "Puts herself at risk"),
        ("refused to engage with us", "Does not engage"),
        ("a prolific misper", "Prolific misper"),
    ],
)
def test_a_word_that_blames_the_child_is_pointed_out_with_what_to_write(text, found):
    notes = language({"seen": text})
    assert [note.field for note in notes] == ["seen"]
    assert found in notes[0].words
    assert len(notes[0].words) > len(found) + 20


@pytest.mark.parametrize(
    "text", ["A boyfriend, 15, from her school", "Number 29, with her friend", "The streets are wise to walk", ""]
)
def test_plain_words_are_left_alone(text):
    assert language({"seen": text}) == []


def test_the_childs_own_words_are_kept_as_spoken():
    assert language({"words": "He is my boyfriend, 29, it is my lifestyle choice"}) == []


def test_a_child_spoken_to_without_words_is_asked_about():
    assert "words" in [note.field for note in voice({"alone": "alone", "words": ""})]
    assert "words" not in [note.field for note in voice({"alone": "alone", "words": "Not hungry."})]


def test_not_spoken_to_and_not_seen_each_want_their_reason():
    fields = [note.field for note in voice({"alone": "no", "child_seen": "no"})]
    assert fields[:2] == ["spoke_why", "unseen_why"]


def test_a_full_account_draws_no_note():
    told = {"seen": "A cold flat.", "alone": "alone", "words": "Hungry.", "demeanour": "Silent", "home": "Cold"}
    assert notes_on(told) == []


def test_every_term_names_its_guide_and_says_what_to_write():
    assert len(terms()) > 15
    assert all(term.guide and term.write.endswith(".") for term in terms())
    assert all(words for words in quick_words().values())
