"""What was asked, in the publisher's words, and how it stands: one section for each recommendation. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from goldthread.improve.reporting.document import QUOTED, Bullets, Paragraph, Section
from goldthread.improve.reporting.making import Maker, says, section


def told(maker: Maker, rows: Sequence[Mapping[str, Any]]) -> Iterator[Section]:
    """Every recommendation in the order of its number."""
    for row in rows:
        number = row["number"]
        maker.stages[f"r{number}"] = row["stage"]
        maker.stages.update({f"r{number}.{point['place']}": point["state"] for point in row["points"]})
        points = tuple(says(f"{number}.{one['place']} {one['text']}") for one in row["points"])
        yield section(
            f"r{number}",
            f"Recommendation {number}: {row['title']}",
            Paragraph((says(row["text"]),), QUOTED),
            Bullets(points) if points else None,
            Paragraph((says(f"It stands as {row['stage'].replace('_', ' ')}, {row['state']}."),)),
        )
