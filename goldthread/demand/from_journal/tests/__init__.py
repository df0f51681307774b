"""Tests of the map of the force's own journeys."""
