"""Samples in the database: who may read which case, its reviews, what was sent back, what the sample proves."""
