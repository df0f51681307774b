"""The list of every page and the content it is shown with. Each template appears at least once; a test says so."""

from dataclasses import dataclass
from typing import Any

from goldthread.core.refusals import Refusal
from goldthread.web.styleguide import (
    account,
    alerts,
    area_figures,
    boards,
    feeds,
    figures,
    flags,
    hands,
    homes,
    in_common,
    links,
    officers,
    openings,
    people,
    pictures,
    quality,
    researched,
    reviews,
    rules,
    shared,
    work,
)
from goldthread.web.styleguide.frames import NIGHT


@dataclass(frozen=True)
class Page:
    """One template, who reads it, and its content. `case` tells apart the pages of one template."""

    template: str
    content: dict[str, Any]
    role: str = ""
    case: str = ""

    @property
    def name(self) -> str:
        path = self.template.removesuffix(".html").replace("/", "-")
        return f"{path}-{self.case}".replace(" ", "-") if self.case else path


def _error(status: str, case: str = "", role: str = "responding_officer", **content: Any) -> Page:
    return Page(f"errors/{status}.html", content, role, case)


HOMES = [
    Page("home.html", work.HOME, role, role)
    for role in (
        "responding_officer", "duty_inspector", "mash_desk", "borough_commander", "plan_lead", "analyst", "dpo",
        "administrator", "partner",
    )
]  # fmt: skip
CHILD = [
    Page(
        "search.html",
        {"form": None, "result": None, "may_record": True, "unsure": []},
        "responding_officer",
    ),
    Page(
        "search.html",
        {
            "form": {"values": {"q": "Jes Cant 15"}},
            "result": people.FOUND,
            "may_record": True,
            "new_child": {"child_name": "Jess Kent"},
            "unsure": people.NOT_FRESH,
        },
        "responding_officer",
        "found",
    ),
    Page(
        "search.html",
        {
            "form": {"values": {"q": "zzz"}, "errors": {"q": "Enter two letters or more."}},
            "result": people.NOBODY,
            "may_record": False,
            "unsure": people.NOT_FRESH,
        },
        "control_room",
        "nobody",
    ),
    Page("picture.html", pictures.PICTURE, "responding_officer"),
    Page("picture.html", pictures.BARE, "mash_desk", "bare"),
    Page("picture.html", pictures.PAST, "duty_inspector", "past"),
    Page("child_flags.html", flags.LIST, "responding_officer"),
    Page("child_flags.html", flags.NO_FLAGS, "borough_commander", "none"),
    Page("child_flags.html", flags.WRONG, "mash_desk", "wrong"),
    Page("flag.html", flags.FLAG, "supervisor"),
    Page("flag.html", flags.ENDED, "mash_desk", "ended"),
    Page("flag.html", flags.LIFTED, "responding_officer", "lifted"),
    Page("flag_confirm.html", flags.CONFIRM, "supervisor"),
    Page("flags.html", flags.REVIEWS, "supervisor"),
    Page("flags.html", flags.NO_REVIEWS, "mash_desk", "none"),
    Page("flags_export.html", flags.EXPORT, "mash_desk"),
    Page("links.html", links.QUEUE, "supervisor"),
    Page("links.html", links.NO_QUEUE, "duty_inspector", "empty"),
    Page("link_pair.html", links.PAIR, "supervisor"),
    Page("link_pair.html", links.WRONG_PAIR, "duty_inspector", "wrong"),
    Page("link_pair.html", links.LIMITED_PAIR, "supervisor", "limited"),
    Page("link_pair.html", links.SETTLED_PAIR, "supervisor", "settled"),
    Page("link_confirm.html", links.CONFIRM, "supervisor"),
    Page("link_decision.html", {"decision": links.DECIDED, "form": None}, "supervisor"),
    Page("link_decision.html", {"decision": links.ENDED, "form": None}, "supervisor", "ended"),
    Page("links_done.html", links.DONE, "supervisor"),
    Page("links_done.html", links.NONE_DONE, "duty_inspector", "none"),
    Page("person_links.html", links.LINKS, "supervisor"),
    Page("person_links.html", links.BEFORE, "supervisor", "before"),
    Page("person_links.html", links.READ_ONLY, "responding_officer", "read"),
    Page("person_links.html", links.FOUND_NOBODY, "supervisor", "nobody"),
    Page("record.html", people.RECORD, "mash_desk"),
    Page("record.html", people.HELD_RECORD, "responding_officer", "held"),
    Page("who_saw.html", work.LOOKS, "dpo"),
    Page("who_saw.html", work.BROKEN_LOG, "dpo", "broken"),
    Page("access_log.html", work.LOOKS, "dpo"),
    Page("access_log.html", work.BROKEN_LOG, "dpo", "broken"),
    Page("audit.html", work.FIGURES, "plan_lead"),
    Page("area_figures.html", area_figures.FIGURES, "supervisor"),
    Page("area_figures.html", area_figures.NO_FIGURES, "analyst", "empty"),
    Page("briefing.html", area_figures.BRIEFING, "supervisor"),
    Page("briefing.html", area_figures.FORCE_BRIEFING, "chief_officer", "force"),
    Page("briefing.html", area_figures.NO_BRIEFING, "supervisor", "empty"),
    Page("briefing.html", area_figures.BRIEFING_THEN, "supervisor", "then"),
    Page("cases_behind.html", area_figures.CASES, "supervisor"),
    Page("cases_behind.html", area_figures.NO_CASES, "supervisor", "empty"),
    Page("demand.html", work.FIGURES, "analyst"),
    Page("demand.html", work.NO_FIGURES, "analyst", "empty"),
    Page("shares.html", shared.BOARD, "mash_desk"),
    Page("shares.html", shared.NO_BOARD, "supervisor", "none"),
    Page("outcomes.html", shared.OUTCOMES, "mash_desk"),
    Page("outcomes.html", shared.SETTLED, "mash_desk", "settled"),
    Page("outcomes.html", shared.READING, "mash_desk", "reading"),
    Page("outcomes.html", shared.WAITING, "mash_desk", "waiting"),
    Page("outcome_files.html", shared.FILES, "mash_desk"),
    Page("outcome_files.html", shared.NO_FILES, "mash_desk", "none"),
    Page("outcome_row.html", shared.OUTCOME_ROW, "mash_desk"),
    Page("outcome_row.html", shared.INTERVIEW_ROW, "supervisor", "interview"),
    Page("outcome_row.html", shared.OUTCOME_ROW_SETTLED, "mash_desk", "settled"),
    Page("homes.html", homes.HOMES, "supervisor"),
    Page("homes.html", homes.NO_HOMES, "borough_commander", "none"),
    Page("premises.html", homes.PREMISES, "supervisor"),
    Page("placements.html", homes.PLACEMENTS, "supervisor"),
    Page("placements.html", homes.NO_PLACEMENTS, "supervisor", "none"),
    Page("child_placements.html", homes.CHILD, "supervisor"),
    Page("child_placements.html", homes.REFUSED, "supervisor", "refused"),
    Page("home_reports.html", homes.REPORTS, "control_room"),
    Page("home_reports.html", homes.NO_REPORTS, "control_room", "none"),
    Page("home_report.html", homes.ONE, "control_room"),
    Page("home_report.html", homes.TAKEN, "control_room", "taken"),
    Page("shared.html", shared.LIST, "partner"),
    Page("shared.html", shared.NOTHING, "partner", "none"),
    Page("shared_one.html", shared.ONE, "partner"),
    Page("shared_one.html", shared.WRONG, "partner", "wrong"),
    Page("shared_one.html", shared.ENDED, "partner", "ended"),
    Page("share.html", work.SHARE, "mash_desk"),
    Page("share.html", work.SHARED, "mash_desk", "given"),
    Page("break_glass.html", work.BREAK_GLASS, "responding_officer"),
    Page("break_glass.html", work.TO_EXPLAIN, "responding_officer", "explain"),
    Page("person_rights.html", work.RIGHTS, "dpo"),
    Page("person_rights.html", work.ERASURE, "dpo", "confirm"),
]
NOTICES = [
    {
        "kind": "done",
        "words": "Sent to the desk.",
        "undo_url": "/case/1/withdraw",
        "undo_words": "Undo: withdraw it",
    },
    {"kind": "warn", "words": "Saved as medium.", "undo_url": None, "undo_words": None},
]
WORK = [
    Page("concern_new.html", work.CONCERN, "responding_officer"),
    Page("concern_new.html", work.WRONG_CONCERN, "responding_officer", "wrong"),
    Page("concern_new.html", {**work.WRONG_CONCERN, "form": None, "is_shell": True}, "responding_officer", "shell"),
    Page("case_confirm.html", openings.CLOSING, "mash_desk"),
    Page("case_move.html", openings.ASKING, "mash_desk"),
    Page("case_new.html", openings.OPENING, "responding_officer"),
    Page("case_new.html", openings.REMEMBERING, "control_room", "remembered"),
    Page("case.html", {**work.CASE, **openings.NOTHING_REMEMBERED}, "control_room", "nothing-remembered"),
    Page("case.html", {**work.CASE, "notices": NOTICES}, "mash_desk"),
    Page("case.html", {**work.CASE, "research": researched.RESEARCH}, "mash_desk", "researched"),
    Page("case.html", {**work.CASE, "research": researched.NOTHING_HELD}, "mash_desk", "nothing-held"),
    Page("case_then.html", work.CASE_THEN, "supervisor"),
    Page("case.html", work.MIRRORED, "responding_officer", "mirrored"),
    Page("case_give.html", hands.GIVING, "supervisor"),
    Page("case_review.html", reviews.FORM, "supervisor"),
    Page("case_review.html", reviews.OF_CLOSED, "supervisor", "closed"),
    Page("case.html", {**work.CASE, "review": reviews.FOUND_WRONG}, "supervisor", "found-wrong"),
    Page("samples.html", reviews.SAMPLES, "supervisor"),
    Page("samples.html", reviews.NO_SAMPLES, "supervisor", "none"),
    Page("sample.html", reviews.SAMPLE, "supervisor"),
    Page("case_handover.html", hands.HANDING, "mash_desk"),
    Page("handovers.html", hands.IN_HAND, "mash_desk"),
    Page("handovers.html", hands.EMPTY_HAND, "mash_desk", "empty"),
    Page("handovers.html", hands.PART_ACCEPTED, "mash_desk", "part-accepted"),
    Page("handover_many.html", hands.HANDING_MANY, "mash_desk"),
    Page("handover_many.html", hands.HANDED_MANY, "mash_desk", "offered"),
    Page("handover_many.html", hands.NOTHING_TO_HAND, "mash_desk", "nothing ticked"),
    Page("queue_give.html", hands.GIVING_MANY, "supervisor"),
    Page("queue_views.html", hands.VIEWS, "mash_desk"),
    Page("queue_views.html", {**hands.VIEWS, "views": [], "keeps": False, "form": None}, "mash_desk", "none kept"),
    Page("board.html", hands.BOARD, "mash_desk"),
    Page("board_rows.html", boards.ROWS, "duty_inspector"),
    Page("board_rows.html", boards.WALL, "control_room", "wall"),
    Page("board_rows.html", boards.NOBODY, "control_room", "empty"),
    Page("board_sheet.html", boards.SHEET, "duty_inspector"),
    Page("board_sheet.html", boards.NO_SHEET, "duty_inspector", "empty"),
    Page("queue_give.html", hands.GIVEN, "supervisor", "given"),
    Page("missing_in_common.html", in_common.IN_COMMON, "supervisor"),
    Page("missing_in_common.html", in_common.NOTHING_IN_COMMON, "duty_inspector", "none"),
    Page("queue.html", work.QUEUE, "mash_desk"),
    Page("queue.html", work.EMPTY_QUEUE, "mash_desk", "empty"),
    Page("alerts.html", alerts.LIST, "duty_inspector"),
    Page("alerts.html", alerts.PART, "duty_inspector", "part"),
    Page("alerts.html", alerts.NONE, "dpo", "none"),
    Page("alerts.html", alerts.NOT_FOUND, "dpo", "not-found"),
    Page("alert.html", alerts.OPENED, "duty_inspector"),
    Page("alert.html", alerts.UNDONE, "responding_officer", "withdrawn"),
    Page("alert.html", alerts.WRONG, "duty_inspector", "wrong"),
    Page("tripwires.html", alerts.RULES, "analyst"),
    Page("tripwire.html", alerts.ONE_RULE, "duty_inspector"),
    Page("tripwire.html", alerts.NEW_RULE, "plan_lead", "new"),
    Page("replay.html", alerts.RUN, "analyst"),
    Page("replay.html", alerts.NO_RUN, "plan_lead", "none"),
    Page("home.html", work.EMPTY_HOME, "duty_inspector", "empty"),
    Page("cover.html", {"back_to": "/"}, "responding_officer"),
]
FIGURES = [
    Page("recommendations.html", figures.RECOMMENDATIONS, "plan_lead"),
    Page("recommendations.html", figures.NO_RECOMMENDATIONS, "plan_lead", "none"),
    Page("recommendation.html", figures.RECOMMENDATION, "plan_lead"),
    Page("recommendation.html", figures.BARE_RECOMMENDATION, "borough_commander", "bare"),
    Page("recommendation_import.html", figures.IMPORT, "plan_lead"),
    Page("recommendation_confirm.html", figures.CONFIRM, "plan_lead"),
]
FEEDS = [
    Page("feeds.html", feeds.FEEDS, "analyst"),
    Page("feeds.html", {**feeds.FEEDS, "feeds": [], "deliveries": []}, "administrator", "none"),
    Page("feeds.html", {**feeds.FEEDS, "links_behind": feeds.LINKS_BEHIND}, "analyst", "links-behind"),
    Page("feed_delivery.html", feeds.ONE_DELIVERY, "analyst"),
    Page("feed_delivery.html", feeds.WHOLE_DELIVERY, "analyst", "whole"),
    Page("feed_delivery.html", feeds.LOADING_DELIVERY, "analyst", "loading"),
    Page("feed_delivery.html", feeds.REFUSED_DELIVERY, "analyst", "refused"),
    Page("feed_delivery.html", feeds.REPLAY, "analyst", "replay"),
    Page("feed_row.html", feeds.ROW, "analyst"),
    Page("feed_row.html", feeds.ROW_AS_TEXT, "analyst", "text"),
    Page("feed_row.html", feeds.SETTLED_ROW, "analyst", "settled"),
    Page("feed_row.html", feeds.ROW_NOT_KEPT, "administrator", "not-kept"),
    Page("feed_sources.html", feeds.SOURCES, "dpo"),
    Page("feed_sources.html", feeds.NO_SOURCES, "analyst", "none"),
    Page("officers.html", officers.OFFICERS, "administrator"),
    Page("officers.html", officers.NOBODY, "administrator", "none"),
    Page("officer.html", officers.OFFICER, "administrator"),
    Page("officer.html", officers.UNCHANGED, "administrator", "wrong"),
    Page("feed_source.html", feeds.ONE_SOURCE, "dpo"),
    Page("feed_source.html", feeds.KEPT_SOURCE, "analyst", "kept"),
    Page("feed_source.html", feeds.NEW_SOURCE, "dpo", "new"),
    Page("feed_reconcile.html", feeds.RECONCILE, "analyst"),
    Page("feed_reconcile.html", feeds.NO_RUNS, "administrator", "none"),
    Page("feed_reconciliation.html", feeds.RECONCILIATION, "analyst"),
    Page("feed_reconciliation.html", feeds.BEING_COMPARED, "analyst", "waiting"),
    Page("feed_reconciliation.html", feeds.NOTHING_DIFFERS, "analyst", "none"),
    Page("feed_quality.html", quality.QUALITY, "analyst"),
    Page("feed_quality.html", quality.NO_QUALITY, "dpo", "empty"),
]
RULES = [
    Page("rules.html", rules.RULES, "responding_officer"),
    Page("rules.html", rules.NO_RULES, "duty_inspector", "none"),
    Page("rule.html", rules.RULE, "duty_inspector"),
    Page("rule.html", rules.OUR_RULE, "chief_officer", "ours"),
    Page("rule.html", rules.ADOPTED, "chief_officer", "adopted"),
]
ACCOUNT = [
    Page("account/login.html", {"form": None, "personas": account.PERSONAS, "ended": True}),
    Page("signin.html", {"form": account.WRONG}),
    Page("mfa/authenticate.html", {"form": account.TYPED_CODE}),
    Page("signin_second.html", {"form": None}),
    Page("mfa/index.html", {"authenticators": {}, "is_mfa_enabled": False}, "mash_desk", "none"),
    Page(
        "mfa/index.html",
        {"authenticators": {"totp": 1, "recovery_codes": account.CODES}, "is_mfa_enabled": True},
        "mash_desk",
    ),
    Page(
        "mfa/totp/activate_form.html",
        {"form": account.Enrolling(account.TYPED_CODE), "totp_svg_data_uri": account.PICTURE_TO_SCAN},
        "mash_desk",
    ),
    Page("mfa/totp/deactivate_form.html", {"form": None}, "mash_desk"),
    Page("mfa/recovery_codes/index.html", account.RECOVERY, "mash_desk"),
    Page("mfa/recovery_codes/generate.html", {"form": None, "unused_code_count": 2}, "mash_desk"),
    Page("mfa/reauthenticate.html", {"form": None, **account.ALTERNATIVES}, "mash_desk"),
    Page("account/reauthenticate.html", {"form": None, **account.ALTERNATIVES}, "mash_desk"),
    Page(
        "account/password_change.html",
        {"form": {"errors": {"oldpassword": "That is not your password now."}}},
        "mash_desk",
    ),
    Page("account/logout.html", {}, "mash_desk"),
    Page("account/account_inactive.html", {}),
    Page("usersessions/usersession_list.html", {"sessions": account.SESSIONS, "session_count": 2}, "mash_desk"),
]
CLASH = {
    "who": "Insp Shah",
    "at": NIGHT,
    "rows": [{"name": "Risk", "theirs": "High", "yours": "Medium"}],
    "back_url": "/case/1",
}
TYPED_WORDS = [{"label": "What did you see?", "words": "Two lines\nkept"}]
ERRORS = [
    *(_error(status) for status in ("400", "404", "405", "413", "422", "429", "503")),
    _error("403", refusal=Refusal("not_in_role", "An inspector decides this.", "Ask Insp Shah.")),
    _error("403", "plain"),
    _error("404", "signed-out", ""),
    _error("409", clash=CLASH, typed_words=TYPED_WORDS),
    _error("409", "plain"),
    _error("500", reference="G-4417AB"),
    _error("csrf", typed_words=TYPED_WORDS),
    Page("429.html", {"minutes": 15}),
]
TEXT = [
    Page("help.html", {"control_room": "0808 157 0990"}, "responding_officer"),
    Page("accessibility.html", {}),
    Page("privacy.html", {}, "responding_officer"),
]
PAGES = [*HOMES, *CHILD, *WORK, *FIGURES, *FEEDS, *RULES, *ACCOUNT, *ERRORS, *TEXT]
