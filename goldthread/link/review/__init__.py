"""Deciding who is who where the linker may not: pairs that may be one, a person's links, what was decided."""
