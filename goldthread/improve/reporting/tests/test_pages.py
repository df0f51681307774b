"""The pages of reports: from a sentence to the cases and back, and what outside readers meet."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest

from goldthread.api import steps
from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.cases.models import Case
from goldthread.core.refusals import Refusal
from goldthread.improve.plans.tests.plans_help import action, register, report
from goldthread.improve.recommendations.tests.register_help import browser, confirmed, said
from goldthread.improve.reporting.models import Edition, FigureCase
from goldthread.improve.reporting.periods import quarter_of
from goldthread.improve.reporting.registered import list_behind
from goldthread.testing import factories as make
from goldthread.testing.episodes import fill_episodes

LAST = quarter_of(clocks.today()).before
KEY = "area.missing.MIS-I11-done.all"


@pytest.fixture
def published(db):
    confirmed()
    make.reader("missing_unit")
    make.load_child()
    with clocks.held_at(LAST.until):
        fill_episodes(400, still_open=0)
    chief = browser("chief_officer")
    assert "Frozen" not in said(chief.get(f"/improve/reports/{LAST.name}/publish"))
    answer = chief.post(f"/improve/reports/{LAST.name}/publish")
    assert answer.status_code == 302
    return answer["Location"]


def test_from_a_sentence_to_its_cases_takes_two_pages_and_from_the_case_one_gets_back(published):
    unit = browser("borough_commander")
    page = unit.get(published)
    assert "Published" in said(page)
    number = next(number for number, one in Edition.objects.get().whole["figures"].items() if one["key"] == KEY)
    assert f'href="{published}/figures/{number}"' in page.content.decode()
    figure = unit.get(f"{published}/figures/{number}")
    assert "It counts held" in said(figure)
    cases = unit.get(f"{published}/figures/{number}/cases")
    reference = re.search(r'href="/case/([mM]-[0-9a-zA-Z]+)"', cases.content.decode())
    assert reference
    back = unit.get(f"/improve/cases/{reference[1]}/figures")
    assert f"{published}/figures/{number}" in back.content.decode()
    assert "From held by the force until the child is seen safe" in said(back)


def test_no_figure_that_audits_graded_tells_at_any_door_that_a_case_was_sampled(published):
    """MIS-I20 is of cases graded good: supervisors would read there which case was in somebody's sample."""
    edition, commander = Edition.objects.get(), browser("borough_commander")
    numbers = {one["key"]: number for number, one in edition.whole["figures"].items()}
    graded, other = numbers["area.missing.MIS-I20.all"], numbers[KEY]
    with database.as_service():
        case = Case.objects.get(pk=FigureCase.objects.filter(figure=other).values_list("case_id", flat=True)[0])
        with database.speaking_as(database.OWNER):
            FigureCase.objects.create(edition=edition, figure=graded, borough="", case_id=case.pk)
    page = commander.get(f"/improve/cases/{case.reference}/figures").content.decode()
    with database.transaction():
        told = steps.case_figures(make.reader("borough_commander"), case.reference)["figures"]
    assert f'href="{published}/figures/{other}"' in page
    assert f'href="{published}/figures/{graded}"' not in page
    assert graded not in {one["figure"] for one in told}
    assert "Ask an auditor of the sample" in said(commander.get(f"{published}/figures/{graded}"))
    assert commander.get(f"{published}/figures/{graded}/cases").status_code == 403
    with pytest.raises(Refusal, match="You cannot open these cases"), database.transaction():
        steps.report_cases(make.reader("borough_commander"), edition.name, graded)


def test_who_may_not_open_the_cases_is_told_whom_to_ask(published):
    chief = browser("chief_officer")
    number = next(number for number, one in Edition.objects.get().whole["figures"].items() if one["key"] == KEY)
    page = said(chief.get(f"{published}/figures/{number}"))
    assert "You cannot open these cases. Ask who works missing" in page
    assert chief.get(f"{published}/figures/{number}/cases").status_code == 403


def test_what_a_report_counts_of_the_register_opens_as_the_list_that_it_counts_for_whom_that_is(db):
    ids = register()
    late, today = clocks.today() - timedelta(days=3), clocks.today()
    for serves, due, post in (((ids["2"], 1), late, "training_lead"), (None, today, "cse_team")):
        action(*filter(None, [serves]), due_on=due, post=post)
    dropped, done = action((ids["2"], 2)), action()
    report(dropped, "dropped", reason="Done by others.")
    report(done, "done")
    client, name = browser("plan_lead"), quarter_of(today).name
    make.officer("training_lead")
    held = {"actions": {"A-001", "A-002", "A-004"}, "done": {"A-004"}, "late": {"A-001"}, "nameless": {"A-002"}}
    for key, references in held.items():
        page = client.get(f"/improve/reports/{name}/figures/plans.{key}").content.decode()
        shown = f"<strong>{len(references)}</strong>" in page
        address = re.search(r'href="(/improve/actions[^"]+)"', page)[1].replace("&amp;", "&")
        assert (shown, set(re.findall("A-00.", said(client.get(address))))) == (True, references), key
    silent = client.get(f"/improve/reports/{name}/figures/plans.silent").content.decode()
    assert 'href="/recommendations?needs=silent"' in silent
    figure = SimpleNamespace(key="plans.late")
    assert list_behind(make.reader("inspectorate"), figure) is None
    assert list_behind(make.reader("inspectorate"), SimpleNamespace(key="plans.open"))["url"] == "/recommendations"


def test_a_draft_says_that_it_is_one_and_its_figures_open_too(published):
    lead = browser("plan_lead")
    name = quarter_of(clocks.today()).name
    page = lead.get(f"/improve/reports/{name}")
    assert "This is a draft" in said(page)
    folded = page.content.decode().partition('id="r1-title"')[2]
    assert "Not yet accepted. Effect:" in folded.partition("</summary>")[0]
    assert 'id="r1"' in folded  # inside what is folded: its address opens it without a script
    address = re.search(rf'href="(/improve/reports/{name}/figures/[^"]+)"', page.content.decode())
    assert address
    assert lead.get(address[1]).status_code == 200
    assert lead.get(f"/improve/reports/{name}/publish").status_code == 403


def test_a_second_edition_is_refused_until_somebody_says_why(published):
    chief = browser("chief_officer")
    again = chief.post(f"/improve/reports/{LAST.name}/publish")
    assert again.status_code == 409
    assert "published this quarter already" in said(again)
    assert chief.post(f"/improve/reports/{LAST.name}/publish", {"why": "Late times."}).status_code == 302


@pytest.mark.parametrize("form", ["html", "pdf", "docx"])
def test_a_report_is_saved_in_each_form(published, form):
    answer = browser("analyst").get(f"{published}/file.{form}")
    assert answer.status_code == 200
    assert f'filename="report-{LAST.name}-1.{form}"' in answer["Content-Disposition"]


def test_outside_the_force_no_page_and_no_file_holds_a_small_number(published):
    outside = browser("inspectorate")
    edition = Edition.objects.get()
    small = [number for number, one in edition.outside["figures"].items() if one["hidden"]]
    assert "Small numbers are not shown" in said(outside.get(published))
    for number in small[:5]:
        page = said(outside.get(f"{published}/figures/{number}"))
        assert edition.outside["figures"][number]["hidden"] in page
        assert "No cases are kept" in page
        assert outside.get(f"{published}/figures/{number}/cases").status_code == 403
    for one in edition.outside["figures"].values():
        if one["of_children"] and one["count"] is not None and one["unit"] == "count":
            assert not 0 < one["count"] < 5
    assert outside.get(f"/improve/reports/{LAST.name}").status_code == 403
    assert "What is not shown" in outside.get(f"{published}/file.html").content.decode()


def test_the_page_of_a_case_leads_to_its_figures_and_to_the_record_it_began_with(db):
    from goldthread.core import db as database
    from goldthread.respond.concern.actions import record_concern

    code = make.load_child()
    with database.transaction():
        reference = record_concern(make.reader("responding_officer"), code, seen="Alone.").reference
    page = browser("mash_desk").get(f"/case/{reference}").content.decode()
    assert f'href="/improve/cases/{reference.lower()}/figures"' in page.lower()
    record = re.search(r'href="(/record/[0-9a-f-]+)">The record it began with', page)
    assert record
    assert browser("mash_desk").get(record[1]).status_code == 200
