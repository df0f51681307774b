"""Roles, layers, need to know, purpose, looks and the sealed log: how anybody comes to see a person."""
