"""The jobs a post holds, each role's first page, and the colours somebody chose."""

from goldthread.core.access.permissions import PERMISSIONS
from goldthread.core.access.roles import roles
from goldthread.web.navigation import HOMES, JOBS, THEME_COOKIE, Frame, frame_of, home_of, theme_of
from goldthread.web.styleguide.frames import request_of
from goldthread.web.styleguide.work import HOME


def names_of(role: str) -> list[str]:
    frame = Frame("PC Ali", "response", role, roles()[role].may.__contains__)
    return [job.name for job in frame.jobs]


def test_a_post_is_offered_only_the_jobs_it_may_open() -> None:
    assert names_of("ward_officer") == ["Find", "Respond"]  # the briefing of the borough, and tasks
    assert names_of("investigator") == ["Find", "Respond", "Improve"]  # tasks given to them, actions of their post
    assert names_of("responding_officer") == ["Find", "Respond"]  # who goes sees the board of missing children
    assert names_of("mash_desk") == ["Find", "Respond", "Improve"]
    assert names_of("plan_lead") == ["Improve", "Demand"]
    assert names_of("auditor_central") == ["Audit", "Improve"]
    assert names_of("borough_commander") == ["Find", "Respond", "Improve", "Demand"]
    assert names_of("partner") == []


def test_who_works_concerns_finds_what_was_shared_under_respond() -> None:
    def places(role: str) -> list[str]:
        frame = Frame("PC Bell", "desk", role, roles()[role].may.__contains__)
        return [place.name for place in frame.places("Respond")]

    assert all("Shared" in places(role) for role in ("mash_desk", "supervisor", "duty_inspector"))
    assert "Shared" not in places("borough_commander")


def test_every_job_is_opened_by_a_permission_there_is() -> None:
    assert {job.permission for job in JOBS} <= set(PERMISSIONS)


def test_every_role_has_a_first_page_of_its_own() -> None:
    assert set(HOMES) == set(roles())


def test_every_block_of_a_first_page_is_one_the_page_can_show() -> None:
    shown = {block for home in HOMES.values() for block in home.blocks}
    assert shown - {"search"} <= set(HOME)


def test_a_role_with_search_on_its_first_page_may_search() -> None:
    for role, home in HOMES.items():
        if "search" in home.blocks:
            assert "find_people" in roles()[role].may


def test_an_officer_on_the_street_gets_the_search_box_first_on_a_tablet() -> None:
    assert home_of("responding_officer").blocks[0] == "search"
    assert home_of("responding_officer").density == "tablet"


def test_nobody_signed_in_has_no_frame() -> None:
    assert frame_of(None) is None
    assert frame_of(request_of()) is None


def test_a_theme_nobody_offers_is_the_device_s_own() -> None:
    assert theme_of(request_of(theme="dark")) == "dark"
    request = request_of()
    request.COOKIES[THEME_COOKIE] = "purple"
    assert theme_of(request) == theme_of(None) == "device"
