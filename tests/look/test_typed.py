"""What was typed and what is wrong with it, the same from Django's forms and from plain dicts."""

from django import forms

from goldthread.web.typed import Typed, typed


class Report(forms.Form):
    seen = forms.CharField(error_messages={"required": "Enter what you saw."})
    others = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")], required=False)

    def clean(self) -> None:
        raise forms.ValidationError("Not sent.")


def test_nothing_typed_yet_is_empty_and_right() -> None:
    assert typed(None) == Typed()
    assert typed(None).value("seen") == ""


def test_a_django_form_keeps_what_was_typed_and_says_what_is_wrong() -> None:
    fields = typed(Report({"seen": "", "others": ["b"]}))
    assert fields.error("seen") == "Enter what you saw."
    assert fields.error("") == "Not sent."
    assert fields.chosen("others") == ["b"]


def test_a_dict_keeps_the_same() -> None:
    fields = typed({"values": {"seen": "A man", "others": "a"}, "errors": {"seen": ["One.", "Two."]}})
    assert fields.value("seen") == "A man"
    assert fields.chosen("others") == ["a"]
    assert fields.error("seen") == "One. Two."
    assert fields.error("others") == ""


def test_reading_twice_changes_nothing() -> None:
    once = typed({"values": {"seen": "x"}})
    assert typed(once) is once
