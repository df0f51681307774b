"""Which logs are sealed, and which columns of a row its digest covers."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SealedLog:
    """A log under seal. A column added later makes a new shape; old seals keep being checked by their own."""

    name: str
    table: str
    shapes: dict[int, tuple[str, ...]]

    @property
    def shape(self) -> int:
        return max(self.shapes)

    def digest_sql(self, shape: int) -> str:
        """SQL for one row's digest: every covered column, as JSON text in UTC, through SHA-256."""
        columns = ", ".join(f"to_jsonb(t.{column})" for column in self.shapes[shape])
        return f"sha256(convert_to(jsonb_build_array({columns})::text, 'UTF8'))"


LOGS = {
    log.name: log
    for log in (
        SealedLog(
            "access",
            "access_logentry",
            {
                1: (
                    "id", "operation", "at", "logged_at", "officer_id", "service", "role", "post", "purpose",
                    "case_reference", "door", "layer", "people", "records", "outcome", "detail_digest", "epoch",
                )
            },
        ),
        SealedLog(
            "journal",
            "journal_event",
            {
                1: (
                    "id", "event_id", "kind", "stream", "occurred_at", "known_at", "recorded_at", "logged_at",
                    "officer_id", "service", "log_entry_id", "mentions", "facts", "payload_digest", "idempotency_key",
                    "request_digest", "epoch",
                )
            },
        ),
    )
}  # fmt: skip
