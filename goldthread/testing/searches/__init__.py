"""Searches whose answer is known: what officers type about people of an invented force, slips and all."""
