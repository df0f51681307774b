"""`goldthread audit`: on a force's own files, without a database, with each refusal by row and column."""

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from goldthread.cli.tests.commands import command
from goldthread.core import clocks

AT = "2026-11-30T16:00:00+00:00"
ASKED = ("--strata", "borough", "--seed", "autumn", "--least", "5")


@pytest.fixture
def cases(tmp_path) -> Path:
    rows = [f"MIS-{n:03},{'Camden' if n % 3 else 'Barnet'}," for n in range(90)]
    path = tmp_path / "list.csv"
    path.write_text("\n".join(["reference,borough,excluded", *rows, "MIS-900,Camden,Audited last month"]))
    return path


def drawn(cases: Path, *words: str, name: str = "sample.csv") -> Path:
    out = cases.parent / name
    with clocks.held_at(datetime.fromisoformat(AT)):
        done = command("audit", "draw", str(cases), "--size", "30", *ASKED, *words, "--out", str(out))
    assert done.code == 0, done.err
    return out


def with_grades(sample: Path, grade) -> Path:
    header, *rows = [line.split(",") for line in sample.read_text().splitlines()]
    for n, row in enumerate(rows):
        row[header.index("grade")] = grade(n)
    graded = sample.with_name("graded.csv")
    graded.write_text("\n".join(",".join(row) for row in [header, *rows]))
    return graded


def test_a_sample_is_drawn_told_and_drawn_again(cases):
    sample = drawn(cases, "--by", "A. Auditor")
    done = command("audit", "redraw", str(sample), str(cases), "--json").json
    assert (done["proved"], done["drawn"], done["by"], done["at"]) == (True, 30, "A. Auditor", AT)
    assert sample.read_text() == drawn(cases, "--by", "A. Auditor", name="again.csv").read_text()


def test_what_is_told_of_a_draw_shows_what_each_rule_would_buy(cases):
    out = cases.parent / "sample.csv"
    done = command("audit", "draw", str(cases), "--size", "30", *ASKED, "--out", str(out), "--json").json
    assert {one["rule"] for one in done["ways"]} == {"equal", "proportional", "neyman", "power", "exact"}
    assert all(one["error_of_all"] < one["widest_half_of_one"] for one in done["ways"])
    assert done["excluded"] == {"Audited last month": 1}
    assert [(one["part"], one["cases"], one["drawn"]) for one in done["parts"]] == [
        ("Barnet", 30, 12),
        ("Camden", 60, 18),
    ]


def test_a_seed_that_nobody_gave_is_made_and_told(cases):
    done = command("audit", "draw", str(cases), "--size", "5", "--out", str(cases.parent / "s.csv"), "--json").json
    assert done["seed"].startswith("seed-")
    assert done["by"] == "not said"


def test_an_altered_sample_is_not_proved_and_ends_with_code_5(cases):
    sample = drawn(cases)
    sample.write_text("\n".join(sample.read_text().splitlines()[:-1]))
    done = command("audit", "redraw", str(sample), str(cases))
    assert done.code == 5
    assert "was drawn in the random arm and is not there" in done.out


def test_a_sample_is_never_written_over(cases):
    sample = drawn(cases)
    done = command("audit", "draw", str(cases), "--size", "30", "--out", str(sample))
    assert (done.code, "is there already" in done.err) == (3, True)


def test_grades_written_into_the_sample_are_estimated_by_its_parts(cases):
    graded = with_grades(drawn(cases), lambda n: "good" if n % 3 else "inadequate")
    done = command("audit", "estimate", str(graded), "--json").json
    assert (done["form"], done["cases"], done["judged"], done["not_good"]) == ("stratified", 90, 30, 10)
    said = command("audit", "estimate", str(graded)).out
    assert "of the 90 cases are not good, by the 30 drawn. 95% sure." in said
    assert "Barnet: Between" in said


def test_two_columns_of_grades_are_compared(tmp_path):
    path = tmp_path / "both.csv"
    path.write_text("grade,central\n" + "good,RI\n" * 6 + "RI,RI\n" * 10)
    said = command("audit", "agree", str(path)).out
    assert "10 of 16 cases have the same grade from both." in said
    assert "grade is kinder than central" in said
    assert command("audit", "agree", str(path), "--json").json["exact"] == 0.625


def test_the_sets_are_listed_and_one_is_printed():
    everything = command("audit", "criteria", "--json").json["sets"]
    assert [one["id"] for one in everything] == ["COM", "CON", "CSE", "MIS", "S47"]
    of_a_case = command("audit", "criteria", "--case-type", "missing", "--case-type", "cse", "--json").json["sets"]
    assert [one["id"] for one in of_a_case] == ["COM", "CSE", "MIS"]
    short = command("audit", "criteria", "mis", "--short", "--json").json["sets"][0]
    assert (short["form"], len(short["questions"])) == ("short", 12)
    assert "MIS-17" in command("audit", "criteria", "MIS").out


@pytest.mark.parametrize(
    ("words", "size", "said"),
    [
        (("--reach", "10", "--expect", "0.25", "--population", "120"), 46, "46 of 120 cases, drawn by chance, tell"),
        (("--rule-out", "0.05"), 59, "Where none of 59 drawn by chance has it, fewer than 5 in 100 have it."),
        (("--rule-out", "0.1", "--population", "50"), 22, "Where none of 22 drawn"),
        (("--prove", "0.7", "--truly", "0.9"), 33, "Of 33 drawn by chance 28 must be good"),
        (("--prove", "0.7", "--of-size", "20"), 20, "Of 20 drawn by chance 18 must be good"),
        (("--sort", "0.8", "0.5"), 19, "Draw 19 of each part by chance; it passes where 13 or more are good."),
        (("--sort", "0.8", "0.5", "--population", "120"), 16, "it passes where 11 or more are good."),
        (("--prove", "0.95", "--of-size", "58"), 58, "58 are too few to say"),
    ],
)
def test_how_many_a_claim_needs(words, size, said):
    done = command("audit", "size", *words, "--json").json
    assert (done["size"], said in done["words"][0]) == (size, True)


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("criteria", "XYZ"), 4, 'There is no question set "XYZ"'),
        (("criteria", "--case-type", "burglary"), 3, '"burglary" is no type of case'),
        (("draw", "LIST", "--size", "30", "--strata", "ward", "--out", "OUT"), 3, "There is no column ward."),
        (("draw", "LIST", "--size", "30", "--allocate", "fair", "--out", "OUT"), 3, '"fair" is no way to share'),
        (
            ("draw", "LIST", "--size", "30", "--expect", "Camden", "--out", "OUT"),
            3,
            '"Camden" is no part with its share.',
        ),
        (("draw", "LIST", "--size", "30", "--expect", "Kent=0.2", "--out", "OUT"), 3, '"Kent" is no part of the list.'),
        (("draw", "LIST", "--size", "12", "--strata", "borough", "--out", "OUT"), 3, "At least 10 of each of 2 parts"),
        (("redraw", "LIST", "LIST"), 3, "There is no column arm"),
        (("estimate", "LIST"), 3, "There is no column grade."),
        (("agree", "LIST"), 3, "There is no column grade, central."),
        (("size",), 3, "Say what is to be told."),
        (("size", "--reach", "0"), 3, "0 is no share"),
        (("size", "--sort", "0.5", "0.8"), 3, "0.5 is not above 0.8"),
        (("size", "--prove", "0.7", "--truly", "0.6"), 3, "0.6 is not above 0.7"),
    ],
)
def test_what_is_wrong_is_refused_by_name(cases, words, code, told):
    known = {"LIST": str(cases), "OUT": str(cases.parent / "out.csv")}
    done = command("audit", *(known.get(one, one) for one in words))
    assert (done.code, told in done.err) == (code, True), done.err
    assert not (cases.parent / "out.csv").exists()


def test_no_database_is_started_and_django_is_not_loaded(cases, tmp_path):
    """In a process of its own, with a home of its own, in which nothing is made."""
    asked = ["audit", "draw", str(cases), "--size", "9", "--out", str(tmp_path / "own.csv")]
    told = (
        "import sys\nfrom goldthread.cli import main\n"
        f"main({asked!r}, standalone_mode=False)\n"
        "print('django' in sys.modules)"
    )
    gone = {"GOLDTHREAD_HOME": str(tmp_path / "nowhere"), "PATH": "", "PYTHONPATH": ":".join(sys.path)}
    done = subprocess.run([sys.executable, "-c", told], env=gone, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"
    assert list((tmp_path / "nowhere").rglob("*")) == []
