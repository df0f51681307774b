"""A force's own plans: its names and posts are shown everywhere, and a fault in its file names the key."""

import pytest
import yaml

from goldthread.core.standards.faults import StandardsFault
from goldthread.improve.plans.register import OURS, OWN, accountable, plans, read_register


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
    monkeypatch.delenv(OWN)
    assert plans()["missing"].name == "Missing children plan"


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
