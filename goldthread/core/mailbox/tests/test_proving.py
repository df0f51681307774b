"""Only the force's own relay proves a sender, and only for exactly the domain that it names (RFC 8601)."""

import pytest

from goldthread.core.mailbox.proving import is_proved

ALDER, RELAY = "night@alder.example", "mx.force.example"


@pytest.mark.parametrize("result", [
    "mx.force.example; dmarc=pass (p=reject dis=none) header.from=alder.example",
    "mx.force.example 1; spf=pass smtp.mailfrom=bounce@alder.example",
    "MX.force.example; spf=fail smtp.mailfrom=x@list.example; dkim=pass header.d=alder.example header.s=a",
    "mx.force.example; dkim=pass header.i=@alder.example",
])  # fmt: skip
def test_the_relay_vouches_for_a_domain_by_dmarc_or_else_by_spf_or_dkim(result):
    assert is_proved(ALDER, [result], RELAY)


@pytest.mark.parametrize("result", [
    "mx.elsewhere.example; dmarc=pass header.from=alder.example",
    "mx.force.example; none",
    "mx.force.example; dmarc=fail header.from=alder.example; spf=pass smtp.mailfrom=alder.example",
    "mx.force.example; dmarc=pass header.from=other.example",
    "mx.force.example; spf=pass smtp.mailfrom=a@notalder.example",
    "mx.force.example; spf=pass smtp.mailfrom=a@mail.alder.example",
    "mx.force.example; dkim=pass header.d=example",
    "mx.force.example; spf=fail smtp.mailfrom=\"x; dmarc=pass header.from=alder.example\"@evil.example",
    "mx.force.example; spf=fail (told \"; dmarc=pass header.from=alder.example\") smtp.mailfrom=evil.example",
    "mx.force.example; spf=fail (open ( ; dmarc=pass header.from=alder.example",
    "mx.force.example.evil.example; dmarc=pass header.from=alder.example",
    "dmarc=pass header.from=alder.example",
    "",
])  # fmt: skip
def test_nothing_else_proves_it(result):
    assert not is_proved(ALDER, [result], RELAY)


def test_only_the_uppermost_header_counts_since_the_sender_can_have_written_those_below():
    forged = "mx.force.example; dmarc=pass header.from=alder.example"
    assert not is_proved(ALDER, ["mx.force.example; dmarc=fail header.from=alder.example", forged], RELAY)
    assert not is_proved(ALDER, ["mx.elsewhere.example; none", forged], RELAY)


def test_without_a_trusted_relay_nothing_is_proved(monkeypatch):
    monkeypatch.delenv("GOLDTHREAD_MAIL_TRUSTED", raising=False)
    assert not is_proved(ALDER, ["mx.force.example; dmarc=pass header.from=alder.example"])
