"""Rows that no good system sends: a corpus of named cases, seeded mutators, and the real intake to pour them into."""
