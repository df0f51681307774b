"""Journeys are tested on the published running example, and beside a slow reckoning of their own."""
