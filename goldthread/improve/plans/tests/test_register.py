"""A force's own plans: its names and posts are shown everywhere, and a fault in its file names the key."""

import pytest
import yaml

from goldthread.core.standards.faults import StandardsFault
from goldthread.core.standards.profiles import SHIPPED
from goldthread.improve.effect.declared import OURS as EFFECTS
from goldthread.improve.governance.bodies import overseen
from goldthread.improve.plans.register import OURS, OWN, Plan, accountable, plans, read_register
from goldthread.jobs.examine import own_files


def own_file(tmp_path, change) -> str:
    held = yaml.safe_load(OURS.read_text())
    change(held)
    path = tmp_path / "ours.yaml"
    path.write_text(yaml.safe_dump(held))
    return path


def test_a_force_names_its_plans_groups_and_posts(tmp_path, monkeypatch):
    def change(held):
        held["plans"][1] |= {"name": "Missing persons plan", "group": "Gold group", "lead": "supervisor"}
        held["accountable"] = "plan_lead"

    monkeypatch.setenv(OWN, str(own_file(tmp_path, change)))
    assert (plans()["missing"].name, plans()["missing"].lead) == ("Missing persons plan", "supervisor")
    assert accountable() == "plan_lead"
    assert (overseen("missing"), overseen("all")) == ("the missing persons plan", "both plans")
    monkeypatch.delenv(OWN)
    assert plans()["missing"].name == "Missing children plan"


@pytest.mark.parametrize(("name", "words"), [
    ("Missing children plan", "the missing children plan"), ("MPS children plan", "the MPS children plan"),
])  # fmt: skip
def test_amid_other_words_a_plans_name_begins_small_unless_it_is_written_in_capitals(name, words):
    assert Plan("missing", name, "Gold group", "plan_lead").in_a_sentence == words


@pytest.mark.parametrize(("setting", "text", "called", "fault"), [
    (OWN, "accountable: chief_officer", "plans", "plans must be these two"),
    ("GOLDTHREAD_EFFECT_TESTS", "version: 1", "effect tests", "It holds no tests"),
    ("GOLDTHREAD_PROFILE", "id: own", "profile", "name must be words"),
    ("GOLDTHREAD_PROFILE", "{id: own, name: Own, bodies: [{id: one}]}", "profile", "oversees must be words"),
])  # fmt: skip
def test_the_doctor_reads_each_file_that_a_force_gives(tmp_path, monkeypatch, setting, text, called, fault):
    own = tmp_path / "own.yaml"
    own.write_text(text)
    monkeypatch.setenv(setting, str(own))
    (found,) = [one for check in own_files.CHECKS for one in check() if one.check == called]
    assert (found.state, fault in found.found, setting in found.remedy) == ("fail", True, True)
    ours = {"plans": OURS, "effect tests": EFFECTS, "profile": SHIPPED / "met.yaml"}
    monkeypatch.setenv(setting, str(ours[called]))
    (well,) = [one for check in own_files.CHECKS for one in check() if one.check == called]
    assert (well.state, well.remedy) == ("ok", "")


@pytest.mark.parametrize(("change", "words"), [
    (lambda held: held["plans"][0].pop("name"), "ours.yaml, plan 1: name must be words"),
    (lambda held: held["plans"][1].update(lead="boss"), 'plan 2: lead must be a role: "boss" is none'),
    (lambda held: held["plans"][0].update(owner="x"), "plan 1: owner is no key here"),
    (lambda held: held["plans"].pop(), "plans must be these two, once each"),
    (lambda held: held.update(accountable=""), "accountable must be words"),
    (lambda held: held["dependencies"][0].update(until="soon"), "dependency 1: until must be a stage"),
    (lambda held: held["dependencies"][0].update(needs="7"), "needs must be another recommendation"),
    (lambda held: held["dependencies"][0].pop("published_on"), "published_on must be a date"),
])  # fmt: skip
def test_a_fault_names_the_file_the_entry_and_the_key(tmp_path, change, words):
    with pytest.raises(StandardsFault, match=words):
        read_register(own_file(tmp_path, change))
