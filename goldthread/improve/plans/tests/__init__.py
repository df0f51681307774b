"""Tests of the plans: what was promised, how far it came, and that only a letter closes."""
