"""Tripwires: what no single system shows, declared as rules that fire when the last piece comes in."""
