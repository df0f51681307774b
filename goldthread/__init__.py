"""Goldthread: a child through every police system, and a promise through to proof that it worked."""

__version__ = "0.1.0"
