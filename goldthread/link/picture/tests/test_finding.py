"""How often the search box finds the right person: a floor under what was measured, so that no loss goes unseen."""

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.link.evaluating import running
from goldthread.link.evaluating.reading import Truths, read_people
from goldthread.link.evaluating.records import Made, records_of
from goldthread.link.picture.searching import search
from goldthread.testing import factories as make
from goldthread.testing.searches.asking import Somebody, askings_about
from goldthread.testing.searches.scoring import scores
from tests.population import population

# On a large force the benchmark found the right person first in 0.83 and among the first ten in 0.98. So few as here
# are easier: 0.92 and 0.99 were measured, and the floors stand a little under that.
FIRST, AMONG_TEN = 0.85, 0.96
SEED, RECORDS, EACH = 21, 1_200, 7
# A little after the last record of the population.
THEN = datetime(2018, 1, 8, 12, tzinfo=UTC)
HELD = """
    SELECT m.source_id, m.source_record_id, m.key, p.code,
           array_agg(ARRAY[a.field, coalesce(nullif(a.canonical, ''), a.text)] ORDER BY a.id) AS told
      FROM records_mention m JOIN people_link l ON l.mention_id = m.id AND l.to_at IS NULL
      JOIN people_person p ON p.id = l.person_id JOIN records_assertion a ON a.mention_id = m.id
     GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3
"""


def loaded() -> Made:
    """The records of a population, kept and linked by the real path."""
    rows = list(population(SEED, RECORDS))
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    made = records_of(read_people(io.BytesIO(text.getvalue().encode()), Truths("truth", "", "", "")).rows, clocks.now())
    running.run(made, lambda line: None)
    return made


def people_of(made: Made) -> Iterator[Somebody]:
    """Each true person as most of their records tell them, with every code that holds them."""
    told: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    codes: dict[str, set[str]] = defaultdict(set)
    with database.as_service():
        for row in database.fetch(HELD):
            truth = made.rows[row["source_id"], row["source_record_id"], row["key"]].truth
            codes[truth].add(row["code"])
            for name, value in row["told"]:
                told[truth][name].append(value)
    for truth, values in told.items():
        forename, surname, born, sex = (
            Counter(values[name]).most_common(1)[0][0] if values[name] else ""
            for name in ("forename", "surname", "birth_date", "sex")
        )
        if forename and surname and len(born) == len("2011-05-11"):
            day = date.fromisoformat(born)
            yield Somebody(truth, forename.title(), surname.title(), day, sex, codes[truth], values)


def test_a_search_with_slips_finds_the_right_person_as_often_as_was_measured(db):
    with clocks.held_at(THEN):
        made = loaded()
        officer = make.reader("responding_officer")

        def find(text: str) -> list[str]:
            with database.transaction():
                return [hit.person.code for hit in search(officer, text).hits]

        every = scores(askings_about(people_of(made), SEED, EACH), find)
    of_all = every[-1]
    assert of_all.searches >= 100
    assert of_all.first >= FIRST, every
    assert of_all.first_ten >= AMONG_TEN, every
