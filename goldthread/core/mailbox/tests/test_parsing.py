"""A mail is taken apart whatever it holds; delivered twice it is one, however it travelled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldthread.core.mailbox.parsing import key_of, parsed, sender_of
from goldthread.core.mailbox.tests.letters import AT_HOME, ROW, letter


def faults(files: dict[str, bytes]) -> dict[str, str]:
    return {file.name: file.fault for file in parsed(letter(files=files)).files}


def test_a_mail_says_who_it_claims_to_be_from_what_it_says_and_what_is_attached():
    mail = parsed(letter(subject="Jess K", files={"report.csv": ROW}))
    assert (mail.sender, mail.subject, mail.text.strip()) == (AT_HOME, "Jess K", "Please see the attached.")
    assert [(file.name, file.content, file.fault) for file in mail.files] == [("report.csv", ROW, "")]


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("reports.zip", b"PK\x03\x04rest", "archive"),
        ("reports.csv", b"PK\x03\x04a zip by another name", "archive"),
        ("report.exe", b"anything", "program"),
        ("report.csv", b"MZ\x90a program by another name", "program"),
        ("report.html", b"<p>Jess</p>", "program"),
        ("report.pdf", b"%PDF-1.7 rest", "unreadable"),
        ("report.docx", b"PK\x03\x04rest", "unreadable"),
        ("report.csv", "forename\n".encode("utf-16"), "unreadable"),
        ("report.csv", b" \n", "empty"),
        ("report.csv", b"a" * 2_000_001, "large"),
        ("report.csv", ROW, ""),
    ],
)
def test_what_is_attached_is_judged_by_its_bytes_as_well_as_its_name(name, content, fault):
    assert faults({name: content}) == {name: fault}


def test_a_mail_within_a_mail_is_not_opened():
    from email.message import EmailMessage

    outer = EmailMessage()
    outer["From"] = AT_HOME
    outer.set_content("Forwarded.")
    inner = EmailMessage()
    inner.set_content("Inside.")
    inner.add_attachment(ROW, maintype="text", subtype="csv", filename="report.csv")
    outer.add_attachment(inner)
    assert [file.fault for file in parsed(bytes(outer)).files] == ["mail"]


def test_a_picture_in_the_text_and_a_signature_are_nothing_attached():
    from email.message import EmailMessage

    mail = EmailMessage()
    mail.set_content("See below.")
    mail.add_alternative("<p>See below.</p><img src='cid:logo'>", subtype="html")
    mail.get_payload()[1].add_related(b"\x89PNG", maintype="image", subtype="png", cid="<logo>")
    assert parsed(bytes(mail)).files == []


@pytest.mark.parametrize("heads", [
    b"",
    b"From: a@alder.example, b@alder.example\n",
    b"From: a@alder.example\nFrom: b@other.example\n",
    b"From: nobody at all\n",
])  # fmt: skip
def test_a_mail_from_nobody_or_from_more_than_one_has_no_sender(heads):
    assert sender_of(heads + b"\nText\n") == ""


def test_an_address_in_the_name_of_the_sender_is_not_the_sender():
    assert sender_of(b'From: "night@alder.example" <other@elsewhere.example>\n\nText') == "other@elsewhere.example"


def test_the_same_mail_is_one_by_whichever_relays_it_came_and_however_its_lines_end():
    raw = letter(files={"report.csv": ROW}, number="")
    again = b"Received: from a by b; Tue, 10 Nov 2026 23:30:00 +0000\n" + raw
    assert key_of(raw) == key_of(again) == key_of(raw.replace(b"\n", b"\r\n"))


def test_a_forged_mail_with_the_number_of_a_true_one_does_not_take_its_place():
    assert key_of(letter(text="True.")) != key_of(letter(text="Forged."))


@given(st.binary(max_size=400), st.sampled_from([b"", b"From: a@b.example\n", b"Content-Type: multipart/mixed\n",
       b"Content-Type: multipart/mixed; boundary=x\n\n--x\n", b"Content-Transfer-Encoding: base64\n\n"]))  # fmt: skip
def test_no_mail_breaks_the_reading(rest, heads):
    raw = heads + rest
    mail = parsed(raw)
    assert len(key_of(raw)) == 64
    for text in (mail.sender, mail.subject, mail.text, *(file.name for file in mail.files)):
        assert "\0" not in text
        text.encode()
