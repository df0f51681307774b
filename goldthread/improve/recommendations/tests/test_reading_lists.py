"""Which words are a recommendation, which are its nested points, and which are neither."""

import pytest

from goldthread.improve.recommendations.tests.reading_help import (
    HEAD,
    read,
    read_file,
    read_html,
    said,
    shape,
    texts,
)

POINTS = ["improve what call handlers ask;", "train staff; and", "review its plans."]


@pytest.mark.parametrize(
    "printed",
    [
        "The force should:\n• {0}\n• {1}\n• {2}",
        "The force should:\n- {0}\n- {1}\n- {2}",
        "The force should:\n-{0}\n-{1}\n-{2}",
        "The force should:\n– {0}\n– {1}\n– {2}",
        "The force should:\n* {0}\n* {1}\n* {2}",
        "The force should:\no {0}\no {1}\no {2}",
        "The force should:\n(a) {0}\n(b) {1}\n(c) {2}",
        "The force should:\na) {0}\nb) {1}\nc) {2}",
        "The force should:\ni. {0}\nii. {1}\niii. {2}",
        "The force should:\n(i) {0}\n(ii) {1}\n(iii) {2}",
        "The force should:\n1. {0}\n2. {1}\n3. {2}",
        "The force should:\n \uf0b7 {0}\n   \uf0b7 {1}\n\uf0b7 {2}",
        "The force should:\n•\n{0}\n•\n{1}\n•\n{2}",
        "The force should: • {0} • {1} • {2}",
        "The force should:• {0}• {1}• {2}",
        "The force should: - {0} - {1} - {2}",
        "The force should:-{0} -{1} -{2}",
        "The force should: {0} {1} {2}",
        "The force should: (a) {0} (b) {1} (c) {2}",
        "The force should: i. {0} ii. {1} iii. {2}",
        "The force should:\n- {0} - {1} - {2}",
        "The force should:\n\n- {0}\n\n- {1}\n\n- {2}",
        "The force should:\n- {0}\n\n12\n\n- {1}\n- {2}",
        "The force should:\n{0}\n{1}\n{2}",
        "The force should:\n\n{0}\n\n{1}\n\n{2}",
    ],
)
def test_nested_points_are_the_same_however_they_are_printed(printed: str) -> None:
    report = read(HEAD + "Within three months\n\n" + printed.format(*POINTS) + "\n")
    assert [r.subpoints for r in report.recommendations] == [POINTS]
    assert texts(report) == ["The force should:"]


@pytest.mark.parametrize("after", ["Annex B – How we inspected\n\nWe read files.", "4\n", ""])
def test_a_numbered_recommendation_keeps_its_own_points_and_no_other(after: str) -> None:
    text = "1. The force should:\n- plan; and\n- test.\n2. The force should listen.\n3. The force should:\n- act.\n"
    assert [(n, p) for n, _, p in shape(read(HEAD + text + "\n" + after))] == [(1, 2), (2, 0), (3, 1)]


def test_a_line_break_in_the_middle_of_a_sentence_is_undone() -> None:
    report = read(HEAD + "1. The force should plan its\nfirst response to child\nabuse and then\ntest it.\n")
    assert texts(report) == ["The force should plan its first response to child abuse and then test it."]


def test_a_word_split_at_a_line_end_is_made_whole_and_a_compound_keeps_its_hyphen() -> None:
    report = read(HEAD + "1. The force should improve safe-\nguarding in its multi-\nagency teams.\n")
    assert texts(report) == ["The force should improve safeguarding in its multi-agency teams."]


def test_a_page_number_a_running_head_and_a_footnote_in_the_middle_are_taken_out() -> None:
    pages = [
        "Missing children 2020\n\nThe force has a plan.\n\n1",
        "Missing children 2020\n\nRecommendations\n\n1. The force should work with the London¹\n\n¹ A city. "
        "See www.example.org\n\n2",
        "Missing children 2020\n\nboroughs to find children sooner.\n\n3",
    ]
    assert texts(read("\f".join(pages))) == ["The force should work with the London boroughs to find children sooner."]


@pytest.mark.parametrize(
    "furniture",
    ["12", "Page 12 of 40", "- 12 -", "12 | Out of sight", "ISBN: 978-1-00", "© HMIC 2016", "www.example.org/hmic"],
)
def test_furniture_between_two_points_does_not_end_the_list(furniture: str) -> None:
    report = read(HEAD + f"1. The force should:\n• plan;\n\n{furniture}\n\n• act; and\n• test.\n")
    assert report.recommendations[0].subpoints == ["plan;", "act; and", "test."]


def test_a_superscript_mark_is_no_part_of_the_words() -> None:
    assert texts(read(HEAD + "1. The force should follow the guidance.³\n")) == [
        "The force should follow the guidance."
    ]


def test_a_contents_page_is_not_a_list_of_recommendations() -> None:
    text = (
        "Contents\n\nRecommendations requiring immediate action.....\t7\nThe force should "
        "act\t9\nRecommendations ...... 11\n\nBackground\n\nThe force is large.\n"
    )
    assert read(text).recommendations == []


def test_invisible_characters_do_not_hide_a_heading_or_join_words() -> None:
    assert texts(read("Recom\u00admendations\u200b\n\n1.\u00a0The\u2009force should\u200b act.\n")) == [
        "The force should act."
    ]


def test_quotation_marks_stay_as_printed() -> None:
    assert texts(read(HEAD + '1. The force should end the ‘absent’ category and its "plans".\n')) == [
        'The force should end the ‘absent’ category and its "plans".'
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "Recommendation 3",
        "Recommendation 3:",
        "RECOMMENDATION 3",
        "Recommendation no. 3",
        "**Recommendation 3**",
        "### Recommendation 3",
    ],
)
def test_a_heading_that_names_one_recommendation_gives_it_its_number(heading: str) -> None:
    assert shape(read(f"{heading}\n\nBy 31 March 2024, the force should act.\n")) == [(3, "by:2024-03-31", 0)]


def test_a_recommendation_may_follow_its_number_on_the_same_line() -> None:
    report = read("Recommendation 1: The force should act.\n\nRecommendation 2 – The force should test.\n")
    assert texts(report) == ["The force should act.", "The force should test."]
    assert [n for n, _, _ in shape(report)] == [1, 2]


def test_narrative_after_a_numbered_heading_and_its_words_is_not_taken() -> None:
    report = read("Recommendation 1\n\nThe force should act.\n\nWe found this was late. The force should be ashamed.\n")
    assert texts(report) == ["The force should act."]


@pytest.mark.parametrize("number", ["5.12", "5.12.", "12.3"])
def test_a_paragraph_number_is_not_the_number_of_the_recommendation(number: str) -> None:
    report = read(HEAD + f"{number} We recommend that, within three months, the force should act.\n")
    assert (report.recommendations[0].number, report.recommendations[0].paragraph) == (1, number.rstrip("."))


def test_whole_paragraph_numbers_that_run_on_from_the_narrative_are_not_recommendation_numbers() -> None:
    text = "36. The force has begun.\n\n" + HEAD + "37. The force should act.\n\n38. The force should test.\n"
    assert [n for n, _, _ in shape(read("Findings\n\n" + text))] == [1, 2]


def test_a_recommendation_without_a_number_gets_its_place_in_the_list_and_says_so() -> None:
    report = read(HEAD + "The force should act.\n\nThe force should test.\n")
    assert [(r.number, r.is_numbered) for r in report.recommendations] == [(1, False), (2, False)]


def test_numbers_that_run_on_from_one_stem_to_the_next_are_recommendations() -> None:
    text = (
        "Within three months, the force should:\n1. plan;\n2. act; and\n3. test.\n\nWithin six months, the "
        "force should:\n4. audit; and\n5. report.\n"
    )
    report = read(HEAD + text)
    assert [(n, t) for n, t, _ in shape(report)] == [(1, "P3M"), (2, "P3M"), (3, "P3M"), (4, "P6M"), (5, "P6M")]
    assert all(r.is_complete for r in report.recommendations)
    assert report.recommendations[3].stem == "Within six months, the force should:"


def test_numbers_that_start_again_under_each_stem_are_points() -> None:
    text = (
        "Within three months, the force should:\n1. plan; and\n2. act.\n\nWithin six months, the force "
        "should:\n1. audit; and\n2. report.\n"
    )
    assert shape(read(HEAD + text)) == [(1, "P3M", 2), (2, "P6M", 2)]


def test_bullets_that_each_name_a_body_are_recommendations_of_their_own() -> None:
    text = (
        "We make the following recommendations:\n\n• chief constables should act;\n• the College of "
        "Policing should publish; and\n• the Home Office should pay.\n"
    )
    report = read(text)
    assert [r.addressees for r in report.recommendations] == [
        ["chief constables"],
        ["College of Policing"],
        ["Home Office"],
    ]
    assert all(r.is_complete for r in report.recommendations)


def test_a_recommendation_to_several_bodies_lists_them_all() -> None:
    report = read(
        HEAD + "1. By 31 March 2024, the Home Office, the College of Policing and the NPCC should agree a tool.\n"
    )
    assert report.recommendations[0].addressees == [
        "Home Office",
        "College of Policing",
        "National Police Chiefs’ Council",
    ]


def test_a_named_force_is_an_addressee_by_its_name() -> None:
    report = read(HEAD + "1. Within three months, South Eastvale Constabulary should act.\n")
    assert report.recommendations[0].addressees == ["South Eastvale Constabulary"]


def test_a_sentence_may_recommend_without_the_word_should() -> None:
    report = read(
        "Findings\n\nWe recommend that, within six months, Eastvale Constabulary reviews how it detains children.\n"
    )
    assert [(r.timescale, r.addressees) for r in report.recommendations] == [("P6M", ["Eastvale Constabulary"])]


@pytest.mark.parametrize(
    "text",
    [
        "Findings\n\nThe force should do more to find children. Officers should listen.\n",
        "How we inspected\n\n- we read files;\n- we spoke to staff; and\n- we should thank them.\n",
        "News\n\nInspectors said that the force should:\n- train staff; and\n- find children.\n",
        "Summary\n\nThe inspectorate has made 11 recommendations, including that the force should:\n- train "
        "staff; and\n- find children.\n",
        "Areas to improve\n\n- The force should answer calls sooner.\n",
        "Next steps\n\nThe force should send an action plan about our recommendations within six weeks.\n",
        "Introduction\n\nA cause of concern will always be accompanied by one or more recommendations.\n",
        "Findings\n\nWithin an hour, officers should see the child, says the policy.\n",
        "Monitoring recommendations\n\n- The force should be told.\n",
    ],
)
def test_findings_methods_policies_and_news_are_not_recommendations(text: str) -> None:
    report = read(text)
    assert report.recommendations == []
    assert said(report, "no recommendations", "were found")


def test_a_reply_by_a_commissioner_recommends_nothing() -> None:
    report = read_file("commissioner_reply.txt")
    assert report.recommendations == []
    assert [(r.text, r.as_json()["number"]) for r in report.references] == [
        ("The force should judge risk better when children go missing.", 1)
    ]
    assert said(report, "reply", "import the report itself")


def test_a_news_release_recommends_nothing() -> None:
    report = read_file("news_release.txt")
    assert (report.recommendations, report.references) == ([], [])
    assert said(report, "news", "import the report itself")


def test_an_internal_briefing_with_lists_of_work_holds_no_recommendation() -> None:
    report = read_file("briefing.txt")
    assert report.recommendations == []
    assert said(report, "no recommendations", "were found")


def test_a_table_of_new_recommendations_is_read_row_by_row() -> None:
    rows = (
        "<tr><th>No</th><th>Recommendation</th><th>Timescale</th></tr><tr><td>1</td><td>The force should "
        "answer calls sooner.</td><td>Within three months</td></tr><tr><td>2</td><td>The Home Office should "
        "publish its advice.</td><td>31 March 2025</td></tr>"
    )
    assert shape(read_html(f"<h2>Recommendations</h2><table>{rows}</table>")) == [
        (1, "P3M", 0),
        (2, "by:2025-03-31", 0),
    ]


def test_further_paragraphs_of_a_list_item_belong_to_it() -> None:
    page = (
        "<h2>Recommendations</h2><ol><li><p>The force should act.</p><p>It should say how.</p><ul><li>soon; "
        "and</li><li>well.</li></ul></li><li>The force should test.</li></ol>"
    )
    report = read_html(page)
    assert texts(report) == ["The force should act. It should say how.", "The force should test."]
    assert shape(report) == [(1, None, 2), (2, None, 0)]


def test_line_breaks_in_a_web_paragraph_part_the_heading_from_the_words() -> None:
    report = read_html("<p><strong>Recommendation 2</strong><br>By 31 March 2024, the force should act.</p>")
    assert shape(report) == [(2, "by:2024-03-31", 0)]


def test_a_minimum_that_follows_belongs_to_the_recommendation() -> None:
    report = read(
        HEAD + "The force should review its cells.\n\nAs a minimum, the review should include:\n• food; and\n• sleep.\n"
    )
    assert texts(report) == ["The force should review its cells. As a minimum, the review should include:"]
    assert report.recommendations[0].subpoints == ["food; and", "sleep."]
