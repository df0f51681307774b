"""Seals over append-only logs, chained, with an anchor kept outside the database."""
