"""A sample that anybody can draw again: from a list and a seed, always the same cases. Pure; no database."""
